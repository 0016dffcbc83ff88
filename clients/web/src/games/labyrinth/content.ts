/** The content's characters: read once, the same for everybody. */
import { useQuery } from "@connectrpc/connect-query";
import { useEffect, useState } from "react";
import { rememberPortraits } from "./options";
import { LabyrinthService } from "./proto";

/** useCharacters reads all characters, and makes their portraits known to the board. */
export function useCharacters() {
  const query = useQuery(LabyrinthService.method.listCharacters, {}, { staleTime: Infinity });
  const [, ready] = useState(false);
  useEffect(() => {
    if (!query.data) return;
    rememberPortraits(query.data.characters);
    ready(true);
  }, [query.data]);
  return query;
}
