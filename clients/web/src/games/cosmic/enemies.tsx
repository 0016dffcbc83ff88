/** Who one meets out there, each drawn by hand, and the captain's own ship from the side. */
import type { ReactNode } from "react";

/** Foe draws an enemy by its kind, bow to the left; quest enemies look like the ship they fly. */
export function Foe({ kind }: { kind: string }) {
  const Art = foes[kind] ?? Raider;
  return <Canvas><Art /></Canvas>;
}

function Canvas({ children }: { children: ReactNode }) {
  return (
    <svg viewBox="0 0 200 140" aria-hidden="true" focusable="false" strokeLinejoin="round" strokeLinecap="round">
      <defs>
        <linearGradient id="cosmic-rust" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stopColor="#8a4a4c" /><stop offset="0.5" stopColor="#56303a" /><stop offset="1" stopColor="#2a1620" /></linearGradient>
        <linearGradient id="cosmic-jade" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stopColor="#2b7a74" /><stop offset="1" stopColor="#082422" /></linearGradient>
        <radialGradient id="cosmic-flesh" cx="0.4" cy="0.3" r="0.9"><stop offset="0" stopColor="#7d4fc4" /><stop offset="0.6" stopColor="#3d2268" /><stop offset="1" stopColor="#180b33" /></radialGradient>
        <linearGradient id="cosmic-steel" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stopColor="#4a69a8" /><stop offset="0.5" stopColor="#1f2f55" /><stop offset="1" stopColor="#0b1226" /></linearGradient>
        <linearGradient id="cosmic-own" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stopColor="#7ea6ee" /><stop offset="0.5" stopColor="#36569c" /><stop offset="1" stopColor="#14244d" /></linearGradient>
        <radialGradient id="cosmic-fire"><stop offset="0" stopColor="#fff3cf" /><stop offset="0.4" stopColor="#ffa64d" /><stop offset="1" stopColor="#ff6a2a" stopOpacity="0" /></radialGradient>
        <radialGradient id="cosmic-drive"><stop offset="0" stopColor="#f2fbff" /><stop offset="0.4" stopColor="#63bfff" /><stop offset="1" stopColor="#3a6bff" stopOpacity="0" /></radialGradient>
      </defs>
      {children}
    </svg>
  );
}

function Scout() {
  return (
    <>
      <ellipse cx="186" cy="72" rx="20" ry="10" fill="url(#cosmic-fire)" />
      <path d="M118 58l14-36 34-6-14 42zM118 86l14 36 34 6-14-42z" fill="url(#cosmic-rust)" stroke="#ff9f8a" strokeWidth="1.500" />
      <path d="M14 72 78 54l66-4 34 12v20l-34 12-66-4z" fill="url(#cosmic-rust)" stroke="#ffb09c" strokeWidth="2" />
      <path d="M42 70l36-10 26-1 6 9-32 4z" fill="#ffd9b8" opacity=".9" />
      <path d="M110 72h58M96 84l60 2" stroke="#2a1620" strokeWidth="2" />
      <path d="M150 30l8-2M150 114l8 2" stroke="#ffd28a" strokeWidth="3" />
    </>
  );
}

function Raider() {
  return (
    <>
      <ellipse cx="190" cy="56" rx="17" ry="8" fill="url(#cosmic-fire)" /><ellipse cx="190" cy="86" rx="17" ry="8" fill="url(#cosmic-fire)" />
      <path d="M70 50 84 12l66 6 22 36zM70 92l14 38 66-6 22-36z" fill="url(#cosmic-rust)" stroke="#ff8f78" strokeWidth="1.500" />
      <path d="M8 71 66 46l78-4 40 14v30l-40 14-78-4z" fill="url(#cosmic-rust)" stroke="#ffab95" strokeWidth="2" />
      <path d="M30 68l34-14 14 1-8 12zM30 74l34 14 14-1-8-12z" fill="#ffd0b8" opacity=".9" />
      <path d="M96 58l11 13-11 13-11-13zM126 58l11 13-11 13-11-13z" fill="#ff5a44" />
      <path d="M92 22l46 5M92 120l46-5" stroke="#2a1620" strokeWidth="3" />
      <path d="M4 62h26M4 80h26" stroke="#c9d2e6" strokeWidth="4" />
    </>
  );
}

function Drone() {
  return (
    <>
      <path d="M52 46 20 24M52 94 20 116M148 46l32-22M148 94l32 22" stroke="#4fb8a4" strokeWidth="5" />
      <circle cx="18" cy="23" r="7" fill="#8dfbe2" /><circle cx="18" cy="117" r="7" fill="#8dfbe2" /><circle cx="182" cy="23" r="7" fill="#8dfbe2" /><circle cx="182" cy="117" r="7" fill="#8dfbe2" />
      <path d="M100 14 154 42v56l-54 28-54-28V42z" fill="url(#cosmic-jade)" stroke="#6ff0d4" strokeWidth="2" />
      <path d="M100 14v112M46 42l108 56M154 42 46 98" stroke="#3ba893" strokeWidth="1.500" opacity=".7" />
      <circle cx="100" cy="70" r="25" fill="#041918" stroke="#b9fff0" strokeWidth="2" />
      <circle cx="93" cy="68" r="12" fill="#35d6b8" /><circle cx="89" cy="65" r="5" fill="#eafffa" />
    </>
  );
}

function Kraken() {
  return (
    <>
      <path d="M60 54C40 46 34 26 10 28M54 68C36 66 24 60 4 66M56 84c-18 6-26 4-44 18M66 100c-12 12-22 14-26 32M86 112c-2 10-10 14-8 26" fill="none" stroke="#8d58d6" strokeWidth="10" />
      <path d="M60 54C40 46 34 26 10 28M54 68C36 66 24 60 4 66M56 84c-18 6-26 4-44 18M66 100c-12 12-22 14-26 32" fill="none" stroke="#d7b4ff" strokeWidth="2" strokeDasharray="1 8" />
      <path d="M142 46c18-10 30-8 46-26M150 66c16 0 26 6 44 2M146 90c16 6 24 16 44 16" fill="none" stroke="#6a3fae" strokeWidth="7" />
      <path d="M154 70c0 34-26 50-54 48S50 98 50 70s20-50 50-50 54 16 54 50z" fill="url(#cosmic-flesh)" stroke="#cda0ff" strokeWidth="2" />
      <circle cx="84" cy="62" r="12" fill="#ffe9a8" /><ellipse cx="80" cy="62" rx="4" ry="8" fill="#1d0f33" />
      <circle cx="116" cy="56" r="8" fill="#ffe9a8" /><ellipse cx="113" cy="56" rx="2.500" ry="5" fill="#1d0f33" />
      <path d="M78 92c14 9 30 9 44-2" fill="none" stroke="#d7b4ff" strokeWidth="3" />
      <path d="M128 84h.1M136 74h.1M130 98h.1M112 104h.1" stroke="#d7b4ff" strokeWidth="5" />
    </>
  );
}

function Machine() {
  return (
    <>
      <ellipse cx="190" cy="70" rx="16" ry="22" fill="url(#cosmic-drive)" />
      <path d="M62 42 40 14h80l24 28M62 98l-22 28h80l24-28" fill="url(#cosmic-steel)" stroke="#7fb4ff" strokeWidth="1.500" />
      <path d="M6 70 60 38h94l32 32-32 32H60z" fill="url(#cosmic-steel)" stroke="#9cc4ff" strokeWidth="2" />
      <path d="M60 54h96M60 86h96" stroke="#7fb4ff" strokeWidth="2" strokeDasharray="12 7" />
      <path d="M26 66h34l6 4-6 4H26z" fill="#ff4766" />
      <circle cx="112" cy="70" r="13" fill="#0b1226" stroke="#7fb4ff" strokeWidth="2" /><circle cx="112" cy="70" r="5" fill="#ff4766" />
    </>
  );
}

const foes: Record<string, () => ReactNode> = { pirate_scout: Scout, pirate_raider: Raider, alien_drone: Drone, space_kraken: Kraken, rogue_ai_ship: Machine };

const hulls: Record<string, string> = {
  scout: "M190 72 118 54 44 46 16 58l10 14-10 14 28 12 74-8z",
  trader: "M186 74 160 52H42L16 62v24l26 10h118z",
  combat: "M194 74 122 58 72 24 36 28l16 32-34-4v36l34-4-16 32 36 4 50-34z",
  explorer: "M190 74 144 56 62 52 34 22 16 26l12 48-12 48 18 4 28-30 82-4z",
};

/** OwnShip is the captain's ship, bow to the right. */
export function OwnShip({ type }: { type: string }) {
  return (
    <Canvas>
      <ellipse cx="14" cy="73" rx="22" ry="12" fill="url(#cosmic-drive)" />
      {type === "scout" && <path d="M52 48 34 22h44l26 28zM52 96l-18 26h44l26-28z" fill="url(#cosmic-own)" stroke="#9dbdf5" strokeWidth="1.500" />}
      <path d={hulls[type] ?? hulls.scout} fill="url(#cosmic-own)" stroke="#cfe1ff" strokeWidth="2" />
      <path d="M158 70l-34-9-14 11h44z" fill="#eaf6ff" opacity=".95" />
      <path d="M46 64h50M46 82h62" stroke="#12224a" strokeWidth="2.500" />
      <path d="M58 73h30" stroke="#9fd2ff" strokeWidth="4" />
    </Canvas>
  );
}
