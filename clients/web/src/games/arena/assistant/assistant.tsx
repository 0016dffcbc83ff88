/** The assistant: a wish in words, what was made of it step by step, and the click that uses it. It never acts by itself. */
import { Code, ConnectError } from "@connectrpc/connect";
import { useQuery } from "@connectrpc/connect-query";
import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { problemInWords } from "../../../rpc/errors";
import { texts } from "../../../texts/arena-mind";
import { Loading, Say } from "../../../ui/pieces";
import type { Shelf } from "../behaviors/wanted";
import { useMaybeDesk } from "../desk";
import { AssistantService, ProposalStep, Tier } from "../proto";
import { Earlier, ProposalView } from "./proposal";
import { useStore } from "../store";
import type { Told, Wishing } from "./wish";
import style from "./assistant.module.css";

const t = texts.assistant;
const steps = [ProposalStep.RESTATING, ProposalStep.WRITING, ProposalStep.VALIDATING, ProposalStep.MENDING, ProposalStep.DRY_RUN, ProposalStep.DONE];

export function Assistant({ shelf }: { shelf: Shelf }) {
  const { wisher } = shelf;
  const wishing = useStore(wisher);
  const { text, tier } = wishing;
  const told = useTold(shelf);
  const words = text.trim();
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (words) wisher.wish(told());
  };
  return (
    <div className={style.assistant} data-testid="assistant" data-step={ProposalStep[wishing.step]}>
      <h2>{t.title}</h2>
      <p className="soft">{t.lead}</p>
      <Provider />
      <form onSubmit={submit} className={style.form}>
        <Textarea label={t.wish} placeholder={t.placeholder} autosize minRows={3} maxRows={8} maxLength={2000} value={text} onChange={(event) => wisher.set({ text: event.currentTarget.value })} error={wishing.problem?.fields.wish ?? wishing.problem?.fields.question} />
        <About />
        <SegmentedControl fullWidth aria-label={t.tier} value={String(tier)} onChange={(value) => wisher.set({ tier: Number(value) })} data={[1, 2].map((value) => ({ value: String(value), label: texts.tier[value]! }))} />
        <div className={style.row}>
          <Button type="submit" loading={wishing.busy} disabled={!words}>{t.go}</Button>
          <Button variant="default" disabled={!words || wishing.busy} onClick={() => wisher.ask(told())}>{t.ask}</Button>
          {wishing.busy && <Button variant="default" onClick={() => wisher.cancel()}>{t.cancel}</Button>}
        </div>
      </form>
      <Progress wishing={wishing} />
      {wishing.proposal && <ProposalView key={wishing.proposal.id} proposal={wishing.proposal} shelf={shelf} />}
      <Earlier show={(proposal) => wisher.show(proposal)} />
    </div>
  );
}

/** useTold is what the assistant is told besides: the world, who is selected, and what stands in the editor. */
function useTold(shelf: Shelf): () => Told {
  const desk = useMaybeDesk();
  return () => {
    const [agent = 0] = desk?.scene.store.now.chosen ?? [];
    return { sessionId: desk?.sessionId ?? "", agent, source: shelf.editing?.source ?? "", tier: shelf.editing?.tier ?? Tier.UNSPECIFIED };
  };
}

function About() {
  const desk = useMaybeDesk();
  const [agent] = desk?.scene.store.now.chosen ?? [];
  return agent === undefined ? null : <p className="soft">{t.about(agent)}</p>;
}

/** Provider says honestly which assistant it is, and what is left of the quota. */
function Provider() {
  const { data, error } = useQuery(AssistantService.method.getAssistant, {}, { staleTime: 10_000 });
  if (error) return ConnectError.from(error).code === Code.Unimplemented ? <p className={style.provider}>{t.absent}</p> : <Say problem={problemInWords(error)} />;
  if (!data) return <Loading />;
  return (
    <p className={style.provider} data-testid="provider" data-provider={data.provider}>
      {t.provider(data.provider, data.model)} {data.note} <strong>{t.left(data.left, data.quota)}</strong>
    </p>
  );
}

function Progress({ wishing }: { wishing: Wishing }) {
  const { step, said, answer, busy, canceled, problem } = wishing;
  const reached = steps.indexOf(step);
  return (
    <>
      {(busy || step > 0) && !answer && (
        <ol className={style.steps} aria-label={t.title}>
          {steps.filter((one) => one !== ProposalStep.MENDING || said[one] !== undefined).map((one) => (
            <li key={one} data-done={steps.indexOf(one) < reached || step === ProposalStep.DONE || undefined} aria-current={one === step && busy ? "step" : undefined}>
              {said[one] && one !== ProposalStep.DONE
                ? <details open={one === step && busy}><summary>{t.steps[one]}</summary><pre tabIndex={0}>{said[one]}</pre></details>
                : t.steps[one]}
            </li>
          ))}
        </ol>
      )}
      <p role="status" className="soft">{canceled ? t.canceled : busy && step > 0 ? t.steps[step] : ""}</p>
      {answer && <section><h3>{t.answer}</h3><p className={style.answer} data-testid="answer">{answer}</p></section>}
      <Say problem={problem} />
    </>
  );
}
