/** Quick save and quick load: slot 1, by one key each. Nothing is lost by loading: the voyage one leaves stays where it is. */
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Problem } from "@playhouse/client";
import { playhouse } from "../../rpc/playhouse";
import { useSend } from "../../rpc/send";
import { texts } from "../../texts/cosmic";
import { refreshSaves } from "../../ui/saves/query";

const slot = 1;

export interface QuickSave {
  save: () => void;
  load: () => void;
  notice: string;
  problem: Problem | undefined;
}

export function useQuickSave(sessionId: string, captain: boolean): QuickSave {
  const { send, problem } = useSend();
  const [notice, setNotice] = useState("");
  const navigate = useNavigate();
  const sender = useRef(send);
  useEffect(() => {
    sender.current = send;
  });
  const save = useCallback(async () => {
    if (!captain) return;
    setNotice("");
    const saved = await sender.current((_, options) => playhouse.save.save({ sessionId, slot, name: "" }, options));
    if (saved) setNotice(texts.bar.saved);
    refreshSaves();
  }, [sessionId, captain]);
  const load = useCallback(() => {
    setNotice("");
    void sender.current(async (commandId, options) => {
      const loaded = await playhouse.save.loadSave({ game: "cosmic", slot, commandId }, options);
      if (loaded.sessionId === sessionId) setNotice(texts.bar.same);
      else await navigate({ to: "/$game/$sessionId", params: { game: "cosmic", sessionId: loaded.sessionId } });
    });
  }, [navigate, sessionId]);
  return { save: useCallback(() => void save(), [save]), load, notice, problem };
}
