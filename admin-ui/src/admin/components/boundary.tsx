import { Component } from '@wordpress/element';
import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';

interface Props {
  /** What is shown; another subject gets a fresh chance. */
  subject: string;
  children: ReactNode;
}

/** When a tab breaks or its script cannot be loaded, the other tabs go on, and this one says so. */
export class Boundary extends Component<Props, { failed: string | undefined }> {
  override state: { failed: string | undefined } = { failed: undefined };

  static getDerivedStateFromError(error: unknown): { failed: string } {
    return { failed: error instanceof Error ? error.message : String(error) };
  }

  override componentDidUpdate(before: Props): void {
    if (before.subject !== this.props.subject && this.state.failed !== undefined)
      this.setState({ failed: undefined });
  }

  override render(): ReactNode {
    if (this.state.failed === undefined) return this.props.children;
    return (
      <div className="finders-fee-problem" role="alert">
        <p>
          {__(
            'This screen could not be shown. Your shop and the books are not affected. Reload the page; if it happens again, tell us the line below.',
            'finders-fee',
          )}
        </p>
        <p>
          <code>{this.state.failed}</code>
        </p>
        <Button variant="secondary" onClick={() => window.location.reload()}>
          {__('Reload', 'finders-fee')}
        </Button>
      </div>
    );
  }
}
