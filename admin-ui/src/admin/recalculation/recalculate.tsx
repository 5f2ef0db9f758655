import { lazy, Suspense } from '@wordpress/element';
import type { RecalculationProps } from './recalculation-dialog.tsx';

const Dialog = lazy(async () => ({
  default: (await import(/* webpackChunkName: "recalculation" */ './recalculation-dialog.tsx'))
    .RecalculationDialog,
}));

/** Deciding again about past orders is rare, so its dialog is read only when somebody asks for it. */
export function Recalculate(props: RecalculationProps) {
  return (
    <Suspense fallback={null}>
      <Dialog {...props} />
    </Suspense>
  );
}
