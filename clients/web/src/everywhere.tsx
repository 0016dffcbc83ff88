/** What is true on every page: shortcuts, and the user's own theme and colours. */
import { useMantineColorScheme } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { identityv1 } from "@playhouse/client";
import { games } from "./games";
import { useUser } from "./rpc/identity";
import { texts } from "./texts";
import { type Action, onKey, setMode, useOffer } from "./ui/frame/actions";
import { setVolume } from "./ui/sound";

const schemes = { [identityv1.Theme.UNSPECIFIED]: "auto", [identityv1.Theme.LIGHT]: "light", [identityv1.Theme.DARK]: "dark" } as const;

const End = lazy(() => import("./ui/signin/end").then(({ End }) => ({ default: End })));
/** One came back from a provider; the address says so before anything draws. */
const cameBack = window.location.hash;

export function Everywhere() {
  useShortcuts();
  useOwnSettings();
  return cameBack.startsWith("#sign-in=") && <Suspense><End hash={cameBack} /></Suspense>;
}

function useShortcuts(): void {
  const navigate = useNavigate();
  const { toggleColorScheme } = useMantineColorScheme();
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  const list = useMemo<Action[]>(() => {
    const go = (to: string) => () => void navigate({ to });
    return [
      { id: "home", text: texts.frame.goHome, key: "h", run: go("/") },
      ...games.map((game) => ({ id: game.id, text: texts.frame.play(game.name), run: go(`/${game.id}`) })),
      ...games.flatMap((game) => game.pages.filter((page) => !page.unlisted).map((page) => ({ id: `${game.id}-${page.path}`, text: page.title, run: go(`/${game.id}/${page.path}`) }))),
      { id: "sessions", text: texts.frame.goSessions, key: "t", run: go("/sessions") },
      { id: "saves", text: texts.frame.goSaves, run: go("/saves") },
      { id: "leaderboards", text: texts.frame.goBoards, run: go("/leaderboards") },
      { id: "settings", text: texts.frame.goSettings, run: go("/settings") },
      { id: "theme", text: texts.frame.themeSwitch, run: toggleColorScheme },
      { id: "help", text: texts.frame.help, run: () => setMode("help") },
    ];
  }, [navigate, toggleColorScheme]);
  useOffer("everywhere", list);
}

function useOwnSettings(): void {
  const settings = useUser()?.settings;
  const { setColorScheme } = useMantineColorScheme();
  const theme = settings?.theme;
  useEffect(() => {
    if (theme !== undefined) setColorScheme(schemes[theme]);
  }, [theme, setColorScheme]);
  useEffect(() => {
    document.documentElement.toggleAttribute("data-colour-blind", settings?.colourBlind ?? false);
    setVolume((settings?.volume ?? 0) / 100);
  }, [settings]);
}
