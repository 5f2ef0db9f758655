import { Button, Modal } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { asApiError } from '../../api/use-resource.ts';
import type { ApiError } from '../../api/client.ts';
import { Problem } from './problem.tsx';

/** Asks before something that has consequences; says them, does it, and stays open with the reason when it fails. */
export function Confirm(props: {
  title: string;
  action: string;
  isDestructive?: boolean;
  /** What the way out is called, where "Cancel" could be taken for what is asked. */
  dismiss?: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiError>();
  const confirm = () => {
    setBusy(true);
    setProblem(undefined);
    props.onConfirm().catch((error: unknown) => {
      setProblem(asApiError(error));
      setBusy(false);
    });
  };
  return (
    <Modal title={props.title} onRequestClose={props.onClose} className="finders-fee-modal" size="medium">
      {props.children}
      {problem && <Problem error={problem} />}
      <div className="finders-fee-actions">
        <Button
          variant="primary"
          isDestructive={props.isDestructive ?? false}
          isBusy={isBusy}
          disabled={isBusy}
          accessibleWhenDisabled
          onClick={confirm}
        >
          {props.action}
        </Button>
        <Button variant="tertiary" onClick={props.onClose}>
          {props.dismiss ?? __('Cancel', 'finders-fee')}
        </Button>
      </div>
    </Modal>
  );
}
