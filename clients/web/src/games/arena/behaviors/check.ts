/** Checking while one types: the server's words, a moment after the last key. */
import { useEffect, useState } from "react";
import { behaviorClient } from "../client";
import { type Diagnostic, Severity, type Tier } from "../proto";

/** So long after the last key. */
const restMs = 350;

export interface Check {
  /** Undefined while it is not known. */
  valid: boolean | undefined;
  diagnostics: Diagnostic[];
}

export function useCheck(tier: Tier, source: string): Check {
  const [check, setCheck] = useState<Check>(unknown);
  useEffect(() => {
    const stop = new AbortController();
    setCheck((known) => ({ ...known, valid: undefined }));
    const wait = setTimeout(() => {
      behaviorClient.validateBehavior({ tier, source }, { signal: stop.signal }).then(
        ({ valid, diagnostics }) => setCheck({ valid, diagnostics }),
        // What cannot be asked now is asked with the next key.
        () => undefined,
      );
    }, restMs);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [tier, source]);
  return check;
}

const unknown: Check = { valid: undefined, diagnostics: [] };

export function countOf(diagnostics: Diagnostic[], severity: Severity): number {
  return diagnostics.filter((one) => one.severity === severity).length;
}
