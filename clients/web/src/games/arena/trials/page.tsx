/** The page of experiments and the ladder: which behaviour is better, by many matches. */
import { texts as arena } from "../../../texts/arena";
import { texts } from "../../../texts/arena-mind";
import { Page } from "../../../ui/pieces";
import { Experiment } from "./experiment";
import { Ladder } from "./ladder";
import style from "./trials.module.css";

export function TrialsPage() {
  return (
    <Page title={texts.trials.title} overline={arena.title} lead={texts.trials.lead} wide>
      <div className={style.page}><Experiment /><Ladder /></div>
    </Page>
  );
}
