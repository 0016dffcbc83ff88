/** A team's sign: its form in its colour. */
import { useComputedColorScheme } from "@mantine/core";
import { colourOf, formPath } from "./world/palette";

export function TeamMark({ team, size = 16 }: { team: number; size?: number }) {
  const scheme = useComputedColorScheme("dark");
  return (
    <svg viewBox="-8 -8 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={formPath(team, 5.5)} fill={colourOf(team, scheme)} transform="rotate(-90)" />
    </svg>
  );
}
