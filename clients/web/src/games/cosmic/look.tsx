/** What is being looked at, on the map or in a list: pointing at the one shows it in the other. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";

interface Look {
  /** A node's or region's id; empty for nothing. */
  looked: string;
  look: (id: string) => void;
}

const LookContext = createContext<Look>({ looked: "", look: () => undefined });

/** LookProvider forgets what was looked at once the captain is somewhere else. */
export function LookProvider({ at, children }: { at: string | undefined; children: ReactNode }) {
  const [looked, look] = useState("");
  useEffect(() => look(""), [at]);
  return <LookContext.Provider value={useMemo(() => ({ looked, look }), [looked])}>{children}</LookContext.Provider>;
}

export function useLook(): Look {
  return useContext(LookContext);
}
