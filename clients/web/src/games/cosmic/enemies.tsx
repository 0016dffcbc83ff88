/** Who one meets out there, each drawn by hand, and the captain's own ship from the side. */

/** Foe draws an enemy by its kind, bow to the left; quest enemies look like the ship they fly. */
export function Foe({ kind }: { kind: string }) {
  const Art = foes[kind] ?? Raider;
  return <svg viewBox="0 0 200 140" aria-hidden="true" focusable="false"><Art /></svg>;
}

function Scout() {
  return (
    <>
      <path d="M20 74 88 52l60 4 30-20 4 34-4 34-30-18-60 6z" fill="#5b3440" stroke="#ff9f8a" strokeWidth="2.500" strokeLinejoin="round" />
      <path d="M64 66l40-6 8 12-34 6z" fill="#ffb08f" opacity=".85" />
      <path d="M110 56l18-30 26 2-18 28zM116 90l14 24 24-4-16-22z" fill="#43242f" stroke="#ff9f8a" strokeWidth="2" />
      <circle cx="182" cy="70" r="7" fill="#ffd28a" />
    </>
  );
}

function Raider() {
  return (
    <>
      <path d="M12 70l58-26 70-6 42 14v36l-42 14-70-6z" fill="#4c2630" stroke="#ff8f78" strokeWidth="2.500" strokeLinejoin="round" />
      <path d="M60 44 78 14l62 6 8 20M60 96l20 30 60-6 8-20" fill="#38202b" stroke="#ff8f78" strokeWidth="2.500" strokeLinejoin="round" />
      <path d="M36 62h30v6H36zM36 74h30v6H36z" fill="#ffd0b8" />
      <path d="M92 58l10 12-10 12-10-12zM122 58l10 12-10 12-10-12z" fill="#ff6a52" />
      <path d="M182 58l14 4v4l-14 2zM182 76l14 2v4l-14 2z" fill="#ffd28a" />
    </>
  );
}

function Drone() {
  return (
    <>
      <path d="M100 18 152 44v52l-52 26-52-26V44z" fill="#123c3c" stroke="#6ff0d4" strokeWidth="2.500" strokeLinejoin="round" />
      <path d="M100 18v104M48 44l104 52M152 44 48 96" stroke="#3ba893" strokeWidth="1.500" opacity=".8" />
      <circle cx="100" cy="70" r="19" fill="#07211f" stroke="#b9fff0" strokeWidth="2.500" />
      <circle cx="95" cy="68" r="8" fill="#8dfbe2" />
      <path d="M48 44 18 26M48 96 18 114M152 44l30-18M152 96l30 18" stroke="#6ff0d4" strokeWidth="4" strokeLinecap="round" />
    </>
  );
}

function Kraken() {
  return (
    <>
      <path d="M150 70c0 32-24 48-52 46S52 96 52 70s18-46 46-46 52 14 52 46z" fill="#3a2160" stroke="#cda0ff" strokeWidth="2.500" />
      <path d="M60 54C40 46 34 26 14 28M54 68C36 66 24 60 8 66M56 84c-18 6-26 4-40 16M66 100c-12 12-22 14-26 28M86 112c-2 10-10 14-8 24" fill="none" stroke="#b57cf5" strokeWidth="8" strokeLinecap="round" />
      <path d="M142 46c18-10 30-8 44-24M150 66c16 0 26 6 40 2M146 90c16 6 24 16 40 16" fill="none" stroke="#7b4bc2" strokeWidth="6" strokeLinecap="round" />
      <circle cx="84" cy="62" r="10" fill="#ffe9a8" /><circle cx="81" cy="62" r="4.500" fill="#1d0f33" />
      <circle cx="112" cy="56" r="7" fill="#ffe9a8" /><circle cx="110" cy="56" r="3" fill="#1d0f33" />
      <path d="M80 90c12 8 26 8 38-2" fill="none" stroke="#cda0ff" strokeWidth="3" strokeLinecap="round" />
    </>
  );
}

function Machine() {
  return (
    <>
      <path d="M10 70 60 40h90l36 30-36 30H60z" fill="#1b2742" stroke="#7fb4ff" strokeWidth="2.500" strokeLinejoin="round" />
      <path d="M60 40 40 18h70l20 22M60 100l-20 22h70l20-22" fill="#131c33" stroke="#7fb4ff" strokeWidth="2.500" strokeLinejoin="round" />
      <path d="M34 70h116M72 54h64M72 86h64" stroke="#3f63a8" strokeWidth="2" strokeDasharray="10 6" />
      <path d="M30 66h26v8H30z" fill="#ff5470" />
      <circle cx="154" cy="70" r="9" fill="#bfe0ff" />
    </>
  );
}

const foes: Record<string, () => React.ReactNode> = { pirate_scout: Scout, pirate_raider: Raider, alien_drone: Drone, space_kraken: Kraken, rogue_ai_ship: Machine };

/** OwnShip is the captain's ship, bow to the right. */
export function OwnShip({ type }: { type: string }) {
  const hulls: Record<string, string> = {
    scout: "M184 74 116 56 40 46 14 58l12 16-12 16 26 12 76-10z",
    trader: "M180 74 158 54H40L18 62v24l22 8h118z",
    combat: "M190 74 120 58 70 26 36 30l14 30-30-4v36l30-4-14 30 34 4 50-32z",
    explorer: "M186 74 140 58 60 54 34 26 18 30l10 44-10 44 16 4 26-28 80-4z",
  };
  return (
    <svg viewBox="0 0 200 140" aria-hidden="true" focusable="false">
      <path d={hulls[type] ?? hulls.scout} fill="#29437f" stroke="#bcd6ff" strokeWidth="2.500" strokeLinejoin="round" />
      <path d="M150 72l-26-7-10 9 10 9z" fill="#dff0ff" />
      <path d="M60 70h44v3H60zM60 78h44v3H60z" fill="#86aef2" />
      <path d="M22 68-4 64v20l26-4z" fill="#8fd8ff" opacity=".85" />
    </svg>
  );
}
