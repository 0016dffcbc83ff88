/** A wish on its way to a behaviour: what the assistant says at each step, until it is done or canceled. */
import type { Problem } from "@playhouse/client";
import { problemInWords } from "../../../rpc/errors";
import { queries } from "../../../rpc/playhouse";
import { assistantClient } from "../client";
import { AssistantService, type Proposal, ProposalStep, Tier } from "../proto";
import { Store } from "../store";

export interface Told {
  sessionId: string;
  agent: number;
  source: string;
  tier: Tier;
}

export interface Wishing {
  /** What was typed, and in what it shall be written. */
  text: string;
  tier: Tier;
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

const idle = { step: ProposalStep.UNSPECIFIED, said: {}, proposal: undefined, answer: "", busy: false, canceled: false, problem: undefined };

export class Wisher extends Store<Wishing> {
  private stop: AbortController | undefined;

  constructor() {
    super({ ...idle, text: "", tier: Tier.RULES });
  }

  /** wish asks for a behaviour. */
  wish(told: Told): void {
    const { text, tier } = this.now;
    void this.run((signal) => assistantClient.generateBehavior({ wish: text.trim(), tier, context: told }, { signal }), ({ step, text: more, proposal }) => ({
      step: step || this.now.step,
      said: { ...this.now.said, [step]: (this.now.said[step] ?? "") + more },
      proposal: proposal ?? this.now.proposal,
    }));
  }

  /** ask asks a question. */
  ask(told: Told): void {
    void this.run((signal) => assistantClient.askAssistant({ question: this.now.text.trim(), context: told }, { signal }), ({ text }) => ({ answer: this.now.answer + text }));
  }

  cancel(): void {
    this.stop?.abort();
  }

  show(proposal: Proposal): void {
    this.cancel();
    this.set({ ...idle, step: ProposalStep.DONE, proposal });
  }

  /** run reads a stream until its end; `each` says what a message changes. */
  private async run<M>(open: (signal: AbortSignal) => AsyncIterable<M>, each: (message: M) => Partial<Wishing>): Promise<void> {
    this.cancel();
    const own = (this.stop = new AbortController());
    this.set({ ...idle, busy: true });
    try {
      for await (const message of open(own.signal)) this.set(each(message));
      this.set({ busy: false });
    } catch (reason) {
      const canceled = own.signal.aborted;
      // A newer wish has taken the place of a canceled one.
      if (this.stop === own) this.set({ busy: false, canceled, problem: canceled ? undefined : problemInWords(reason) });
    } finally {
      own.abort();
      relook();
    }
  }
}

/** relook has the quota and the earlier proposals fetched anew. */
function relook(): void {
  void queries.invalidateQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey).includes(AssistantService.typeName) });
}
