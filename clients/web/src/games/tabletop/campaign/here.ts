/** The campaign that is looked at, for all parts of its page. */
import { createContext, useContext } from "react";
import type { Campaign } from "../proto";

export interface Here {
  campaign: Campaign;
  gm: boolean;
  userId: string;
  /** Goes to another part of the page. */
  go: (tab: string) => void;
}

const context = createContext<Here | undefined>(undefined);
export const HereProvider = context.Provider;

export function useHere(): Here {
  const here = useContext(context);
  if (!here) throw new Error("no campaign around");
  return here;
}
