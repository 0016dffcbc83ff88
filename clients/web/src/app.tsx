/** The routes, and what surrounds every page. */
import { TransportProvider } from "@connectrpc/connect-query";
import { Button, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import {
  createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, RouterProvider,
} from "@tanstack/react-router";
import { Home } from "./pages/home";
import { Lost } from "./pages/lost";
import { playhouse, queries } from "./rpc/playhouse";
import { Everywhere } from "./everywhere";
import { texts } from "./texts";
import { resolveVariables, theme } from "./theme";
import { Frame } from "./ui/frame/frame";
import { Empty, Loading, Page } from "./ui/pieces";

const root = createRootRoute({
  component: () => (
    <Frame>
      <Everywhere />
      <Outlet />
    </Frame>
  ),
  notFoundComponent: Lost,
  errorComponent: Fallen,
});

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

const routes = [
  createRoute({ getParentRoute: () => root, path: "/", component: Home }),
  createRoute({ getParentRoute: () => root, path: "/sessions", component: lazyRouteComponent(() => import("./pages/sessions"), "Sessions") }),
  createRoute({ getParentRoute: () => root, path: "/saves", component: lazyRouteComponent(() => import("./pages/saves"), "Saves") }),
  createRoute({ getParentRoute: () => root, path: "/leaderboards", component: lazyRouteComponent(() => import("./pages/leaderboards"), "Leaderboards") }),
  createRoute({ getParentRoute: () => root, path: "/settings", component: lazyRouteComponent(() => import("./pages/settings"), "SettingsPage") }),
  createRoute({ getParentRoute: () => root, path: "/$game", component: lazyRouteComponent(() => import("./pages/game"), "GamePage") }),
  createRoute({
    getParentRoute: () => root, path: "/$game/$sessionId",
    // An invite and the wish only to watch travel in the link.
    validateSearch: (search) => ({ ...search, invite: text(search.invite), watch: search.watch ? true : undefined }),
    component: lazyRouteComponent(() => import("./pages/table"), "TablePage"),
  }),
  createRoute({ getParentRoute: () => root, path: "/$game/$sessionId/history", component: lazyRouteComponent(() => import("./pages/history"), "HistoryPage") }),
  createRoute({ getParentRoute: () => root, path: "/$game/$sessionId/dice", component: lazyRouteComponent(() => import("./pages/dice"), "DicePage") }),
];

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: "intent",
  defaultPendingComponent: () => <Page title={texts.name}><Loading /></Page>,
  defaultNotFoundComponent: Lost,
  defaultErrorComponent: Fallen,
  scrollRestoration: true,
});

/** Fallen is what one sees when the page itself broke: the game is safe, loading again helps. */
function Fallen() {
  return (
    <Page title={texts.problem.page}>
      <Empty icon="special" text={texts.problem.pageLead} next={<Button onClick={() => window.location.reload()}>{texts.problem.reload}</Button>} />
    </Page>
  );
}

export function App() {
  return (
    <MantineProvider theme={theme} deduplicateCssVariables={false} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
      <TransportProvider transport={playhouse.transport}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </TransportProvider>
    </MantineProvider>
  );
}
