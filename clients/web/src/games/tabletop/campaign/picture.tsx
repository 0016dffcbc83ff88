/** A picture of the library, by its id. */
import { useQuery } from "@connectrpc/connect-query";
import { LibraryService } from "../proto";
import style from "./campaign.module.css";
import { useHere } from "./here";

/** useAsset reads an asset; assets hardly ever change. */
export function useAsset(campaignId: string, assetId: string) {
  return useQuery(LibraryService.method.getAsset, { campaignId, assetId }, { enabled: assetId !== "", staleTime: 60_000 }).data?.asset;
}

export function Picture({ id, small, alt = "" }: { id: string; small?: boolean; alt?: string }) {
  const { campaign } = useHere();
  return <AnyPicture campaignId={campaign.id} id={id} small={small} alt={alt} />;
}

/** AnyPicture is Picture where no campaign is around. */
export function AnyPicture({ campaignId, id, small, alt = "" }: { campaignId: string; id: string; small?: boolean; alt?: string }) {
  const asset = useAsset(campaignId, id);
  if (!asset) return null;
  return <img className={small ? style.small : style.large} src={small ? asset.thumbnailUrl : asset.previewUrl || asset.url} alt={alt} style={{ backgroundColor: asset.tint || undefined }} />;
}
