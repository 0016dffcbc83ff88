/** One click to a table: a campaign, a scene to play in, and the table that plays it. */
import { command } from "@playhouse/client";
import { campaigns, scenes, tables } from "./client";

/** quick makes a campaign of a first evening and answers its table. */
export async function quick(name = "First evening"): Promise<string> {
  const { campaign } = await command((commandId, options) => campaigns.createCampaign({ name, commandId }, options));
  const campaignId = campaign!.id;
  const { info } = await command((commandId, options) => scenes.createScene({ campaignId, name: "The first scene", commandId }, options));
  const { sessionId } = await command((commandId, options) => tables.create({ campaignId, sceneId: info!.id, title: name, commandId }, options));
  return sessionId;
}
