/** The passwords of voyages that this page has made, until it is left: nothing is written down, and no server tells them. */
const known = new Map<string, string>();

export function keepPassword(sessionId: string, password: string): void {
  if (password) known.set(sessionId, password);
}

export function passwordOf(sessionId: string): string {
  return known.get(sessionId) ?? "";
}
