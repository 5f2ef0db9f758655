import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { ApiError } from '../../api/client.ts';

/** What went wrong, what still stands, and what to do. */
export function Problem({ error, onRetry }: { error: ApiError; onRetry?: () => void }) {
  return (
    <div className="finders-fee-problem" role="alert">
      <p>{problemSentence(error)}</p>
      {error.details.length > 0 && (
        <ul>
          {error.details.map((detail) => (
            <li key={detail.field}>
              {detail.field}: {detail.message}
            </li>
          ))}
        </ul>
      )}
      {onRetry && (
        <Button variant="secondary" onClick={onRetry}>
          {__('Try again', 'finders-fee')}
        </Button>
      )}
    </div>
  );
}

export function problemSentence(error: ApiError): string {
  switch (error.code) {
    case 'sidecar_unreachable':
    case 'unavailable':
      return __(
        'The sidecar does not answer, so the books cannot be shown or changed just now. Your shop is not affected: orders go on, and what happens meanwhile is read when the sidecar is back. See if it runs with “docker compose ps sidecar”, and why not with “docker compose logs sidecar”.',
        'finders-fee',
      );
    case 'not_connected':
      return __(
        'The shop is not connected to the sidecar. Connect it on this page’s first screen.',
        'finders-fee',
      );
    case 'rest_cookie_invalid_nonce':
    case 'rest_forbidden':
      return __(
        'Your login has expired. Reload this page and log in again; nothing was changed.',
        'finders-fee',
      );
    case 'store_unreachable':
      return __(
        'The sidecar could not reach the shop, so nothing was changed. Try again in a minute.',
        'finders-fee',
      );
    case 'idempotency_key_reused':
      return __(
        'This was already saved with other values. Reload the page to see what stands.',
        'finders-fee',
      );
    case 'internal_error':
      /* translators: %s: error message */
      return sprintf(
        __('Something failed that we did not expect, and nothing was changed: %s', 'finders-fee'),
        error.message,
      );
    default:
      return error.message;
  }
}
