import { Link } from "@tanstack/react-router";
import { texts } from "../texts";
import { Empty, Page } from "../ui/pieces";

export function Lost() {
  return (
    <Page title={texts.problem.lost}>
      <Empty icon="search" text={texts.problem.lostLead} next={<Link to="/">{texts.frame.goHome}</Link>} />
    </Page>
  );
}
