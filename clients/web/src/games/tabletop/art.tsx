/** The game's picture: a table seen from above, half of it still dark, two torches in it. */
import { texts } from "../../texts/tabletop";

// Rooms and passages of the picture, as one would draw them on squared paper.
const rooms = "M62 58h98v62h-98zM160 80h44v22h-44zM204 44h84v76h-84zM232 120h24v38h-24zM196 158h116v52h-116zM88 120h22v42h-22zM56 162h92v48h-92zM288 66h60v22h-60z";
const tokens: [number, number, string, string][] = [[118, 92, "#3f6f8f", "W"], [142, 104, "#a34a2c", "B"], [250, 78, "#5f4a78", "?"]];

export default function Art() {
  return (
    <svg viewBox="0 0 400 240" role="img" aria-label={texts.art} preserveAspectRatio="xMidYMid slice" style={{ width: "100%", height: "100%", display: "block" }}>
      <defs>
        <radialGradient id="tt-torch" cx="0.5" cy="0.5" r="0.5"><stop offset="0" stopColor="#ffe0a0" stopOpacity="0.95" /><stop offset="0.45" stopColor="#f0a850" stopOpacity="0.45" /><stop offset="1" stopColor="#e08a30" stopOpacity="0" /></radialGradient>
        <radialGradient id="tt-seen" cx="0.5" cy="0.5" r="0.5"><stop offset="0" stopColor="#000" /><stop offset="0.55" stopColor="#000" stopOpacity="0.75" /><stop offset="1" stopColor="#000" stopOpacity="0" /></radialGradient>
        <radialGradient id="tt-disc" cx="0.35" cy="0.3" r="0.8"><stop offset="0" stopColor="#fff" stopOpacity="0.45" /><stop offset="0.6" stopColor="#fff" stopOpacity="0" /><stop offset="1" stopColor="#000" stopOpacity="0.45" /></radialGradient>
        <pattern id="tt-grid" width="14" height="14" patternUnits="userSpaceOnUse" x="6" y="2"><path d="M14 0H0v14" fill="none" stroke="#3c2a18" strokeOpacity="0.28" strokeWidth="0.7" /></pattern>
        <pattern id="tt-felt" width="5" height="5" patternUnits="userSpaceOnUse"><path d="M0 0h2.500v2.500H0zM2.500 2.500H5V5H2.500z" fill="#000" fillOpacity="0.07" /></pattern>
        <filter id="tt-rough" x="-5%" y="-5%" width="110%" height="110%"><feTurbulence type="fractalNoise" baseFrequency="0.035" numOctaves="3" seed="7" /><feDisplacementMap in="SourceGraphic" scale="5" /></filter>
        <mask id="tt-dark"><rect width="400" height="240" fill="#fff" /><ellipse cx="122" cy="104" rx="118" ry="98" fill="url(#tt-seen)" /><circle cx="240" cy="92" r="66" fill="url(#tt-seen)" /></mask>
        <clipPath id="tt-rooms"><path d={rooms} /></clipPath>
      </defs>
      <rect width="400" height="240" fill="#1f2e22" />
      <rect width="400" height="240" fill="url(#tt-felt)" />
      <g transform="rotate(-3 200 120)">
        <path d="M34 30h334v188H34z" fill="#000" opacity="0.45" transform="translate(5 8)" filter="url(#tt-rough)" />
        <path d="M34 30h334v188H34z" fill="#c9b48c" filter="url(#tt-rough)" />
        <path d={rooms} fill="#e6d5ab" />
        <g clipPath="url(#tt-rooms)">
          <rect x="30" y="26" width="340" height="196" fill="url(#tt-grid)" />
          <circle cx="118" cy="92" r="78" fill="url(#tt-torch)" />
          <circle cx="252" cy="78" r="62" fill="url(#tt-torch)" opacity="0.8" />
        </g>
        <path d={rooms} fill="none" stroke="#2a1d13" strokeWidth="3" strokeLinejoin="round" opacity="0.85" />
        <path d="M160 81v20M204 81v20M289 67v20M233 120h22M89 120h20M89 162h20" stroke="#8a5a2b" strokeWidth="4.500" />
        <g mask="url(#tt-dark)"><path d="M34 30h334v188H34z" fill="#0d0a09" opacity="0.93" filter="url(#tt-rough)" /></g>
        {tokens.map(([x, y, colour, letter]) => (
          <g key={`${x}`} transform={`translate(${x} ${y})`}>
            <circle r="11.500" cx="1.500" cy="2.500" fill="#000" opacity="0.45" />
            <circle r="11" fill={colour} />
            <circle r="11" fill="url(#tt-disc)" stroke="#e6c988" strokeWidth="1.800" />
            <text y="4.500" textAnchor="middle" fontSize="12.500" fontFamily="Gloock, Georgia, serif" fill="#fff6e2">{letter}</text>
          </g>
        ))}
        <path d="M118 92 171 91 236 80" fill="none" stroke="#ffe9a8" strokeWidth="2" strokeDasharray="0.100 6" strokeLinecap="round" />
      </g>
      <g transform="translate(338 186) rotate(16)">
        <path d="M0-22 19-11V11L0 22-19 11V-11z" fill="#6a2740" stroke="#2a0f19" strokeWidth="1.500" />
        <path d="M0-13 12 8H-12z" fill="#8a3a55" stroke="#3b1f2b" />
        <path d="M0-13V-22M12 8l7 3M-12 8l-7 3M0-13l19 2M0-13l-19 2M12 8 0 22-12 8" stroke="#3b1f2b" fill="none" />
        <text y="4.500" textAnchor="middle" fontSize="10" fontFamily="Gloock, Georgia, serif" fill="#f6e6ea">20</text>
      </g>
    </svg>
  );
}
