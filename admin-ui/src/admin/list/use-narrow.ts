import { useSyncExternalStore } from 'react';

const query = '(max-width: 782px)';

/** Whether the window is as narrow as a phone, by the width at which wp-admin itself changes. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', onChange);
      return () => media.removeEventListener('change', onChange);
    },
    () => window.matchMedia(query).matches,
  );
}
