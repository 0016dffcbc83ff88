/** Before the stories: a server, the one named by PLAYHOUSE_URL or one of our own. */
import { Server } from "./server";

export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.PLAYHOUSE_URL) return undefined;
  const server = await Server.launch();
  process.env.PLAYHOUSE_URL = server.url;
  return () => server.stop();
}
