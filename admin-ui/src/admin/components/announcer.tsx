import { Button } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { announced } from './announce.ts';

const shownForMs = 8000;

/** Where results are said: a live region that is always in the page, with a visible line while there is something to say. */
export function Announcer() {
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    let timer = 0;
    const hear = (event: Event) => {
      setSentence((event as CustomEvent<string>).detail);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => setSentence(''), shownForMs);
    };
    window.addEventListener(announced, hear);
    return () => {
      window.removeEventListener(announced, hear);
      window.clearTimeout(timer);
    };
  }, []);
  return (
    <div className="finders-fee-announcer" role="status">
      {sentence && (
        <p>
          {sentence}
          <Button variant="link" onClick={() => setSentence('')}>
            {__('Dismiss', 'finders-fee')}
          </Button>
        </p>
      )}
    </div>
  );
}
