/** What is being written: loaded, changed, stored; and what happens when somebody else stored meanwhile. */
import { Code } from "@connectrpc/connect";
import { useEffect, useMemo, useRef, useState } from "react";
import { command, type Problem } from "@playhouse/client";
import { problemInWords } from "../../../rpc/errors";
import { texts } from "../../../texts/arena-mind";
import { behaviorClient } from "../client";
import { type Behavior, Sharing, Tier } from "../proto";
import { relist } from "./lists";
import type { Draft, Kept, Shelf } from "./wanted";

export interface Drafting {
  draft: Draft | undefined;
  set: (change: Partial<Draft>) => void;
  /** As it is stored; undefined for a new one. */
  stored: Behavior | undefined;
  changed: boolean;
  busy: boolean;
  problem: Problem | undefined;
  /** What is stored now, when it was changed by somebody else meanwhile. */
  conflict: Behavior | undefined;
  /** Stores it; over what is there now, if asked. Answers its id. */
  save: (over?: boolean) => Promise<string | undefined>;
  take: (behavior: Behavior) => void;
  fork: () => Promise<void>;
  remove: () => Promise<void>;
}

export const fresh: Draft = { name: texts.newName, description: "", tier: Tier.RULES, source: texts.starter[1]!, sharing: Sharing.PRIVATE };

export function useDraft(id: string, shelf: Shelf): Drafting {
  const [draft, setDraft] = useState<Draft>();
  const [stored, setStored] = useState<Behavior>();
  const [conflict, setConflict] = useState<Behavior>();
  const { busy, problem, attempt } = useAttempt();
  const take = (behavior: Behavior) => {
    setStored(behavior);
    setDraft(draftOf(behavior));
    setConflict(undefined);
  };
  const resume = ({ draft: mine, stored: base }: Kept) => {
    setStored(base);
    setDraft(mine);
  };
  useLoad(id, shelf, { stored, setDraft, take, resume, attempt });
  const changed = useMemo(() => draft !== undefined && JSON.stringify(draft) !== JSON.stringify(stored ? draftOf(stored) : fresh), [draft, stored]);
  useEffect(() => {
    shelf.edits(draft && { source: draft.source, tier: draft.tier });
    // Another panel may be shown meanwhile: what was typed stays.
    if (draft) shelf.keep(id, changed ? { draft, stored } : undefined);
  }, [shelf, id, draft, stored, changed]);
  const save = async (over = false) => {
    if (!draft) return undefined;
    const base = over ? conflict ?? stored : stored;
    const kept = await attempt(() => store(draft, base), async (failed) => {
      if (failed.code !== Code.Aborted || !base) return false;
      setConflict((await behaviorClient.getBehavior({ id: base.id })).behavior);
      return true;
    });
    if (!kept) return undefined;
    take(kept);
    relist();
    if (shelf.now.id !== kept.id) shelf.became(kept.id);
    return kept.id;
  };
  const fork = async () => {
    const made = await attempt(async () => (await command((commandId, options) => behaviorClient.forkBehavior({ id, commandId }, options))).behavior);
    relist();
    if (made) shelf.open(made.id);
  };
  const remove = async () => {
    if (!stored) return shelf.open("");
    const gone = await attempt(() => behaviorClient.deleteBehavior({ id: stored.id, etag: stored.etag }));
    relist();
    if (gone) shelf.open("");
  };
  return { draft, set: (change) => setDraft((now) => now && { ...now, ...change }), stored, changed, busy, problem, conflict, save, take, fork, remove };
}

function draftOf({ name, description, tier, source, sharing }: Behavior): Draft {
  return { name, description, tier: tier || Tier.RULES, source, sharing: sharing || Sharing.PRIVATE };
}

async function store(draft: Draft, base: Behavior | undefined): Promise<Behavior | undefined> {
  const { tier: _, ...change } = draft;
  if (base) return (await behaviorClient.updateBehavior({ id: base.id, etag: base.etag, ...change })).behavior;
  return (await command((commandId, options) => behaviorClient.createBehavior({ ...draft, commandId }, options))).behavior;
}

/** useAttempt runs one call at a time and keeps why it failed, unless somebody deals with it. */
function useAttempt() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const attempt = async <T>(call: () => Promise<T>, handle?: (problem: Problem) => Promise<boolean>): Promise<T | undefined> => {
    setBusy(true);
    setProblem(undefined);
    try {
      return await call();
    } catch (reason) {
      const failed = problemInWords(reason);
      if (!(await handle?.(failed))) setProblem(failed);
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, attempt };
}

interface Loader {
  stored: Behavior | undefined;
  setDraft: (draft: Draft | undefined) => void;
  take: (behavior: Behavior) => void;
  resume: (kept: Kept) => void;
  attempt: <T>(call: () => Promise<T>) => Promise<T | undefined>;
}

/** useLoad fetches what shall be edited, and lets a proposal stand in its place. */
function useLoad(id: string, shelf: Shelf, loader: Loader): void {
  const latest = useRef(loader);
  useEffect(() => {
    latest.current = loader;
  });
  useEffect(() => {
    // What was new a moment ago is there already.
    if (latest.current.stored?.id === id) return undefined;
    let gone = false;
    void (async () => {
      const { take, setDraft, resume, attempt } = latest.current;
      const kept = shelf.kept(id);
      if (kept && !shelf.now.proposed) return resume(kept);
      const behavior = id === "new" ? undefined : await attempt(async () => (await behaviorClient.getBehavior({ id })).behavior);
      if (gone) return;
      if (behavior) take(behavior);
      else if (id === "new") setDraft(fresh);
      propose(shelf, behavior, setDraft);
    })();
    return () => {
      gone = true;
    };
  }, [id, shelf]);
  useEffect(() => {
    let { asked } = shelf.now;
    return shelf.subscribe(() => {
      if (shelf.now.asked === asked) return;
      ({ asked } = shelf.now);
      propose(shelf, latest.current.stored, latest.current.setDraft);
    });
  }, [shelf]);
}

function propose(shelf: Shelf, behavior: Behavior | undefined, setDraft: Loader["setDraft"]): void {
  const { proposed } = shelf.now;
  if (proposed) setDraft(behavior?.own ? { ...draftOf(behavior), source: proposed.source } : { ...fresh, ...proposed });
}
