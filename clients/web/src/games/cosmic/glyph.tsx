/** Glyph is one of the game's signs; what it stands for is always said in text too. */
import { type GlyphName, glyphs } from "./glyphs";

export function Glyph({ name, size = 20 }: { name: GlyphName; size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false"
      fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round">
      <path d={glyphs[name]} />
    </svg>
  );
}
