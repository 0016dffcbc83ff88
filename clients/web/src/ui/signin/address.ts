/** Where a sign-in begins, and what its end says. */

/** startAddress leads to a provider and back to where one is; `change` leaves the account that is signed in. */
export function startAddress(startPath: string, change = false): string {
  const { pathname, search } = window.location;
  return `${startPath}?${new URLSearchParams({ return: pathname + search, ...(change && { switch: "1" }) })}`;
}

/** endOf reads what the server wrote behind the address; undefined when one came another way. */
export function endOf(hash: string): { outcome: string; provider: string } | undefined {
  const said = new URLSearchParams(hash.slice(1));
  const outcome = said.get("sign-in");
  return outcome ? { outcome, provider: said.get("provider") ?? "" } : undefined;
}
