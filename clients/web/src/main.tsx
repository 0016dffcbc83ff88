/** Where the page begins: the one client, the one query cache, who one is, and the routes. */
import "@fontsource/gloock/latin-400.css";
import "@fontsource-variable/source-sans-3/wght.css";
import "./ui/mantine.css";
import "./ui/styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { resume } from "./rpc/identity";

void resume();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
