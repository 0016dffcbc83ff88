/** What goes on whatever panel is shown: the sound, what is heard, and the handout that is held up. */
import { useEffect, useState } from "react";
import { texts } from "../../../texts/tabletop-campaign";
import type { Desk } from "../desk";
import { TableRole } from "../proto";
import { Dialog } from "../campaign/parts";
import { AnyPicture, useAsset } from "../campaign/picture";
import { orchestra } from "./audio";
import { listen } from "./heard";

export function Beside({ desk }: { desk: Desk }) {
  const { view: { campaignId, channels, display, role }, sessionId } = desk;
  useEffect(() => listen(sessionId, (assetId, volume) => void orchestra.once(assetId, volume)), [sessionId]);
  useEffect(() => orchestra.become(campaignId, channels), [campaignId, channels]);
  useEffect(() => () => orchestra.leave(), [sessionId]);
  const handout = display?.handoutAssetId ?? "";
  const watches = role === TableRole.PLAYER || role === TableRole.SPECTATOR;
  return handout && watches ? <Handout key={handout} campaignId={campaignId} id={handout} /> : null;
}

/** Handout is what the game master holds up. One may put it aside and go on. */
function Handout({ campaignId, id }: { campaignId: string; id: string }) {
  const [open, setOpen] = useState(true);
  const asset = useAsset(campaignId, id);
  if (!open) return null;
  return <Dialog title={asset?.name ?? texts.notes.handout} close={() => setOpen(false)} wide><AnyPicture campaignId={campaignId} id={id} alt={asset?.name ?? texts.notes.handout} /></Dialog>;
}
