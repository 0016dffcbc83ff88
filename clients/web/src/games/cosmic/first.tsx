/** What a captain should know on the first voyage, until it is put away. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { texts } from "../../texts/cosmic";
import { useBridge } from "./bridge";
import { Glyph } from "./glyph";
import style from "./helm.module.css";

const key = "playhouse.cosmic.first";

export function FirstHint() {
  const { view, captain } = useBridge();
  // Without storage the hint comes again: better than never.
  const [seen, setSeen] = useState(() => storage((all) => all.getItem(key)) === "seen");
  if (seen || !captain || view.captain?.inPod || (view.ship?.power ?? 0) > 0) return null;
  const close = () => {
    storage((all) => all.setItem(key, "seen"));
    setSeen(true);
  };
  return (
    <p className={style.first} role="note">
      <Glyph name="danger" size={18} /> <span>{texts.helm.first}</span>
      <Button size="compact-sm" variant="default" onClick={close}>{texts.helm.firstDone}</Button>
    </p>
  );
}

/** storage uses the browser's memory where there is one: it may be forbidden. */
function storage<T>(ask: (all: Storage) => T): T | undefined {
  try {
    return ask(localStorage);
  } catch {
    return undefined;
  }
}
