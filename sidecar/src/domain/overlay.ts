/** The whole with the values of the change that were given. */
export function overlay<T extends object>(whole: T, change: { [Key in keyof T]?: T[Key] | undefined }): T {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...whole, ...Object.fromEntries(given) };
}
