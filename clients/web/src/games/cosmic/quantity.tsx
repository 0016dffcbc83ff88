/** How many: a number with steps, held between 1 and what the server says is possible. */
import { ActionIcon, TextInput } from "@mantine/core";
import { useState } from "react";
import { Icon } from "../../ui/icons";
import style from "./quantity.module.css";

/** useQuantity keeps what was typed; `value` is the number it stands for, 0 for none. */
export function useQuantity(max: number, start = 1) {
  const [text, setText] = useState(String(start));
  const typed = /^\d+$/.test(text.trim()) ? Number(text) : 0;
  return { text, setText, max, value: typed, set: (n: number) => setText(String(Math.max(1, Math.min(Math.max(1, max), n)))) };
}

export function Quantity({ label, amount, disabled }: { label: string; amount: ReturnType<typeof useQuantity>; disabled?: boolean }) {
  return (
    <div className={style.quantity} role="group" aria-label={label}>
      <ActionIcon variant="default" size={34} aria-label={`${label}, −1`} disabled={disabled || amount.value <= 1} onClick={() => amount.set(amount.value - 1)}><Icon name="minus" size={15} /></ActionIcon>
      <TextInput size="sm" aria-label={label} inputMode="numeric" value={amount.text} disabled={disabled} onChange={(event) => amount.setText(event.currentTarget.value.replace(/[^\d]/g, "").slice(0, 4))} />
      <ActionIcon variant="default" size={34} aria-label={`${label}, +1`} disabled={disabled || amount.value >= amount.max} onClick={() => amount.set(amount.value + 1)}><Icon name="plus" size={15} /></ActionIcon>
    </div>
  );
}
