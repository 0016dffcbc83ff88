/** What belongs to a campaign and is read page by page: for its pages and for the panels of a table. */
import { useInfiniteQuery } from "@connectrpc/connect-query";
import { type Asset, AssetKind, BestiaryService, CampaignService, LibraryService, NoteKind, SceneService } from "../proto";

const paging = { pageParamKey: "pageToken", getNextPageParam: (last: { nextPageToken: string }) => last.nextPageToken || undefined } as const;

/** useCampaigns lists the campaigns one is in. */
export function useCampaigns() {
  return useInfiniteQuery(CampaignService.method.listCampaigns, { pageToken: "" }, paging);
}

/** useAssets is what is in a folder, or what goes by a name or tag. */
export function useAssets(campaignId: string, { folderId = "", text = "", kind = AssetKind.UNSPECIFIED }: { folderId?: string; text?: string; kind?: AssetKind }) {
  const finding = text !== "" || kind !== AssetKind.UNSPECIFIED;
  const folder = useInfiniteQuery(LibraryService.method.listFolder, { campaignId, folderId, pageToken: "" }, { ...paging, enabled: !finding });
  const found = useInfiniteQuery(LibraryService.method.searchAssets, { campaignId, text, kind, pageToken: "" }, { ...paging, enabled: finding });
  const { error, refetch, hasNextPage, isFetching, fetchNextPage } = finding ? found : folder;
  const data = (finding ? found : folder).data?.pages.flatMap((page): Asset[] => page.assets);
  return { finding, query: { data, error, refetch, hasNextPage, isFetching, fetchNextPage }, folder: folder.data?.pages[0] };
}

/** useScenes lists folders and scenes of a folder, of the trash, or what goes by a name. */
export function useScenes(campaignId: string, asked: { folderId?: string; text?: string; trash?: boolean }) {
  return useInfiniteQuery(SceneService.method.listScenes, { campaignId, ...asked, pageToken: "" }, paging);
}

/** useCreatures lists creatures by name, or those that go by a text. */
export function useCreatures(campaignId: string, text = "", maxChallenge = 0) {
  return useInfiniteQuery(BestiaryService.method.listCreatures, { campaignId, text, maxChallenge, pageSize: 100, pageToken: "" }, paging);
}

/** useNotes lists the notes that the caller may read. */
export function useNotes(campaignId: string, text = "", kind = NoteKind.UNSPECIFIED) {
  return useInfiniteQuery(CampaignService.method.listNotes, { campaignId, text, kind, pageToken: "" }, paging);
}
