/** A wish on its way to a behaviour: what the assistant says at each step, until it is done or canceled. */
import { useEffect, useRef, useState } from "react";
import type { Problem } from "@playhouse/client";
import { problemInWords } from "../../../rpc/errors";
import { queries } from "../../../rpc/playhouse";
import { assistantClient } from "../client";
import { AssistantService, type Proposal, ProposalStep, type Tier } from "../proto";

export interface Told {
  sessionId: string;
  agent: number;
  source: string;
  tier: Tier;
}

export interface Wishing {
  /** Where it is; UNSPECIFIED when nothing is under way. */
  step: ProposalStep;
  /** What was said at each step so far. */
  said: Partial<Record<ProposalStep, string>>;
  proposal: Proposal | undefined;
  /** The answer to a question. */
  answer: string;
  busy: boolean;
  canceled: boolean;
  problem: Problem | undefined;
}

const idle: Wishing = { step: ProposalStep.UNSPECIFIED, said: {}, proposal: undefined, answer: "", busy: false, canceled: false, problem: undefined };

export function useWish() {
  const [state, setState] = useState(idle);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  /** run reads a stream until its end; `each` says what a message changes. */
  const run = async <M>(open: (signal: AbortSignal) => AsyncIterable<M>, each: (message: M, now: Wishing) => Partial<Wishing>) => {
    stop.current?.abort();
    const own = (stop.current = new AbortController());
    setState({ ...idle, busy: true });
    try {
      for await (const message of open(own.signal)) setState((now) => ({ ...now, ...each(message, now) }));
      setState((now) => ({ ...now, busy: false }));
    } catch (reason) {
      const canceled = own.signal.aborted;
      // A newer wish has taken the place of a canceled one.
      if (stop.current === own) setState((now) => ({ ...now, busy: false, canceled, problem: canceled ? undefined : problemInWords(reason) }));
    } finally {
      own.abort();
      relook();
    }
  };
  return {
    ...state,
    wish: (wish: string, tier: Tier, context: Told) => run((signal) => assistantClient.generateBehavior({ wish, tier, context }, { signal }), (message, now) => ({
      step: message.step || now.step,
      said: { ...now.said, [message.step]: (now.said[message.step] ?? "") + message.text },
      proposal: message.proposal ?? now.proposal,
    })),
    ask: (question: string, context: Told) => run((signal) => assistantClient.askAssistant({ question, context }, { signal }), (message, now) => ({ answer: now.answer + message.text })),
    cancel: () => stop.current?.abort(),
    show: (proposal: Proposal) => setState({ ...idle, step: ProposalStep.DONE, proposal }),
  };
}

/** relook has the quota and the earlier proposals fetched anew. */
function relook(): void {
  void queries.invalidateQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey).includes(AssistantService.typeName) });
}
