/** Stands in for the parts of DataViews that our lists never show: other layouts, and controls for editing. */
export default function Nothing() {
  return null;
}

export const getControl = () => Nothing;
export const getControlByType = () => Nothing;
