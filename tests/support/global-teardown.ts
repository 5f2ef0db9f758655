export default async function globalTeardown(): Promise<void> {
  await (globalThis as unknown as { stopTestMariaDb: () => Promise<void> }).stopTestMariaDb();
}
