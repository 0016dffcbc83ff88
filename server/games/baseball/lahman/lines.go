package lahman

import "strings"

// Columns of the files, as indices into a row.
const (
	playerText = iota
	teamText
	leagueText
	positionText
)

// Columns of Batting.csv.
const (
	bStint = iota
	bG
	bAB
	bR
	bH
	b2B
	b3B
	bHR
	bSB
	bCS
	bBB
	bSO
	bIBB
	bHBP
	bSH
	bSF
	bColumns
)

var batting = &sheet{
	file: "Batting.csv", texts: []string{"playerID", "teamID", "lgID"},
	numbers: []string{"stint", "G", "AB", "R", "H", "2B", "3B", "HR", "SB", "CS", "BB", "SO", "IBB", "HBP", "SH", "SF"},
}

// Columns of Pitching.csv.
const (
	pStint = iota
	pG
	pGS
	pSV
	pIPouts
	pH
	pER
	pHR
	pBB
	pSO
	pIBB
	pWP
	pHBP
	pBK
	pBFP
	pR
	pSH
	pW
	pL
	pColumns
)

var pitching = &sheet{
	file: "Pitching.csv", texts: []string{"playerID", "teamID", "lgID"},
	numbers: []string{"stint", "G", "GS", "SV", "IPouts", "H", "ER", "HR", "BB", "SO", "IBB", "WP", "HBP", "BK", "BFP", "R", "SH", "W", "L"},
}

// Columns of Fielding.csv.
const (
	fStint = iota
	fG
	fInnOuts
	fPO
	fA
	fE
	fDP
	fPB
	fSB
	fCS
	fColumns
)

var fielding = &sheet{
	file: "Fielding.csv", texts: []string{"playerID", "teamID", "lgID", "POS"},
	numbers: []string{"stint", "G", "InnOuts", "PO", "A", "E", "DP", "PB", "SB", "CS"},
}

var people = &sheet{file: "People.csv", texts: []string{"playerID", "nameFirst", "nameLast", "bats", "throws"}}

const (
	firstText = iota + 1
	lastText
	batsText
	throwsText
)

var teams = &sheet{file: "Teams.csv", texts: []string{"teamID", "lgID", "name"}, numbers: []string{"G"}}

// atMost refuses a row in which a number is greater than one that it is part of.
func (r *row) atMost(parts []int, whole int) error {
	sum, names := 0, []string{}
	for _, part := range parts {
		sum += r.n.of(part)
		names = append(names, r.sheet.numbers[part])
	}
	if r.n[whole] == blank || sum <= r.n.of(whole) {
		return nil
	}
	return r.wrong(strings.Join(names, "+"), "%d is more than the %d in column %s", sum, r.n.of(whole), r.sheet.numbers[whole])
}

// check refuses what cannot be. Nobody faced no batters: where old files say so,
// nobody counted.
func (r *row) check() error {
	type limit struct {
		parts []int
		whole int
	}
	var limits []limit
	switch r.sheet {
	case batting:
		limits = []limit{{[]int{bH}, bAB}, {[]int{b2B, b3B, bHR}, bH}, {[]int{bH, bSO}, bAB}, {[]int{bIBB}, bBB}}
	case pitching:
		if r.n[pBFP] == 0 {
			r.n[pBFP] = blank
		}
		limits = []limit{{[]int{pGS}, pG}, {[]int{pER}, pR}, {[]int{pHR}, pH}, {[]int{pIBB}, pBB}, {[]int{pW, pL}, pG}, {[]int{pSV}, pG}, {[]int{pH, pBB, pHBP}, pBFP}}
	}
	for _, l := range limits {
		if err := r.atMost(l.parts, l.whole); err != nil {
			return err
		}
	}
	if r.sheet == pitching && r.n[pIPouts] == blank {
		return r.wrong("IPouts", "a pitcher needs his innings")
	}
	if r.sheet == batting && r.n[bAB] == blank {
		return r.wrong("AB", "a batter needs his at-bats")
	}
	return nil
}
