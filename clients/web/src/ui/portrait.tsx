import { useState } from "react";

/** Portrait is a picture from the server, or the name's first letter until (or unless) it arrives. */
export function Portrait({ src, name, className }: { src: string; name: string; className?: string }) {
  const [failed, setFailed] = useState(false);
  if (failed) return <span aria-hidden="true" className={className}>{name.slice(0, 1)}</span>;
  return <img src={src} alt="" className={className} onError={() => setFailed(true)} />;
}
