/** The autopilot: this page sends the defaults as soon as the last play has been shown. */
import { useEffect, useRef } from "react";
import type { Send } from "../../rpc/send";
import { decide, decisionOf, defaultsOf } from "./choices";
import { baseballClient } from "./client";
import type { Motion } from "./park/motion";
import type { View } from "./proto";

export interface AutopilotProps {
  on: boolean;
  sessionId: string;
  view: View;
  seat: number;
  motion: Motion;
  send: Send["send"];
}

export function useAutopilot({ on, sessionId, view, seat, motion, send }: AutopilotProps): void {
  const decision = decisionOf(view, seat);
  const latest = useRef({ decision, send });
  useEffect(() => {
    latest.current = { decision, send };
  });
  const due = on && decision && !decision.decided ? decision.id : "";
  useEffect(() => {
    if (!due) return;
    const timer = setTimeout(() => {
      const now = latest.current;
      if (now.decision?.id === due && !now.decision.decided) void now.send(decide(baseballClient, sessionId, now.decision, defaultsOf(now.decision)));
    }, motion.left(performance.now()));
    return () => clearTimeout(timer);
  }, [due, sessionId, motion]);
}
