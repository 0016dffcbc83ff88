/** Notices from the browser, only when the user asked for them and looks elsewhere. */
import { playhouse } from "../rpc/playhouse";
import { texts } from "../texts";

/** notify shows a notice when the page is in the background. */
export function notify(text: string): void {
  const wanted = playhouse.auth.user?.settings?.notifications ?? false;
  if (!wanted || typeof Notification === "undefined" || !document.hidden || Notification.permission !== "granted") return;
  new Notification(texts.name, { body: text, icon: "/icon.svg", tag: "turn" });
}

/** allowNotices asks the browser; false when it says no. */
export async function allowNotices(): Promise<boolean> {
  if (typeof Notification === "undefined") return false;
  return (await Notification.requestPermission()) === "granted";
}
