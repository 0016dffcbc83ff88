/** Quick save and quick load: slot 1, by one key each. What would be lost, or would no longer be ranked, is asked about first. */
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Problem, savev1 } from "@playhouse/client";
import { playhouse } from "../../rpc/playhouse";
import { type Call, useSend } from "../../rpc/send";
import { texts } from "../../texts/cosmic";
import { givenName, loadQuestion, refreshSaves } from "../../ui/saves/query";
import type { Ask } from "./bridge";

const game = "cosmic";
const slot = 1;

export interface QuickSave {
  save: () => void;
  load: () => void;
  notice: string;
  problem: Problem | undefined;
}

export interface QuickSaveProps {
  sessionId: string;
  version: number;
  captain: boolean;
  ask: Ask;
}

export function useQuickSave({ sessionId, version, captain, ask }: QuickSaveProps): QuickSave {
  const { send, problem } = useSend();
  const [notice, setNotice] = useState("");
  const navigate = useNavigate();
  const sender = useRef(send);
  useEffect(() => {
    sender.current = send;
  });
  const looked = useCallback(async (then: (save: savev1.SaveSlot | undefined) => void) => {
    setNotice("");
    let found: savev1.SaveSlot | undefined;
    const call: Call = async (_, options) => {
      found = (await playhouse.save.listSaves({ game }, options)).saves.find((one) => one.slot === slot);
    };
    if (await sender.current(call)) then(found);
  }, []);
  const save = useCallback(() => {
    const store = async (name: string) => {
      if (await sender.current((_, options) => playhouse.save.save({ sessionId, slot, name }, options))) setNotice(texts.bar.saved);
      refreshSaves();
    };
    void looked((kept) => {
      const question = kept && replaceQuestion(kept, sessionId);
      const name = kept?.sessionId === sessionId ? givenName(kept) : "";
      if (question) ask(question, () => void store(name));
      else void store(name);
    });
  }, [looked, sessionId, ask]);
  const load = useCallback(() => {
    const go = () => void sender.current(async (commandId, options) => {
      const loaded = await playhouse.save.loadSave({ game, slot, commandId }, options);
      if (loaded.sessionId === sessionId) setNotice(texts.bar.same);
      else await navigate({ to: "/$game/$sessionId", params: { game, sessionId: loaded.sessionId } });
    });
    void looked((kept) => {
      const question = kept && loadQuestion(kept, { sessionId, version });
      if (question) ask(question, go);
      else go();
    });
  }, [looked, sessionId, version, ask, navigate]);
  return { save: useCallback(() => captain && save(), [captain, save]), load, notice, problem };
}

/** replaceQuestion: another voyage, or a name somebody thought about, is not replaced by one key; empty when there is nothing to ask. */
function replaceQuestion(kept: savev1.SaveSlot, sessionId: string): string {
  if (kept.sessionId !== sessionId) return texts.bar.replaceOther(kept.name);
  return givenName(kept) && texts.bar.replaceNamed(kept.name);
}
