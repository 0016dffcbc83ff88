package app

import (
	"time"

	"connectrpc.com/connect"

	"playhouse/server/archive"
	"playhouse/server/bestiary"
	"playhouse/server/campaign"
	"playhouse/server/exchange"
	"playhouse/server/games/tabletop/creature"
	"playhouse/server/library"
	"playhouse/server/rpc"
)

// tabletop makes the services around the live tables of campaigns.
func (a *App) tabletop(files *library.Library, o []connect.HandlerOption) ([]rpc.Service, error) {
	gate := campaign.Gate{Roles: a.Store}
	campaigns := &campaign.Campaigns{Gate: gate, Store: a.Store, Tables: a.Store, Forget: a.Runtime.Forget, Now: time.Now}
	members := &campaign.Members{Campaigns: campaigns, Members: a.Store, Invitations: a.Store}
	scenes := &campaign.Scenes{Gate: gate, Store: a.Store, Folders: a.Store, Thumbnail: files.Thumbnail, Now: time.Now}
	house, err := creature.House()
	if err != nil {
		return nil, err
	}
	tables, err := rpc.Tables(rpc.TableDesk{Runtime: a.Runtime, Gate: gate, Tables: a.Store, Members: members, Scenes: scenes, Pictures: maps{files}, Assets: files}, o...)
	if err != nil {
		return nil, err
	}
	return []rpc.Service{
		tables,
		rpc.Campaigns(rpc.CampaignDesk{
			Campaigns: campaigns,
			Members:   members,
			Notes:     &campaign.Notes{Gate: gate, Store: a.Store, Now: time.Now},
			Archives: &archive.Archives{
				Gate: gate, Campaigns: campaigns, Store: a.Store, Files: files, Go: a.later, Logger: a.logger, Now: time.Now, Most: files.Limits.Quota.Campaign,
			},
		}, o...),
		rpc.Scenes(scenes, &exchange.Scenes{Gate: gate, Scenes: scenes, Files: files, Spool: files.Blobs.NewSpool, PictureMost: files.Limits.Bytes[library.Map]}, o...),
		rpc.Libraries(files, o...),
		rpc.Bestiary(&bestiary.Creatures{Gate: gate, Store: a.Store, Uploads: files, House: house}, &bestiary.Taverns{Gate: gate, Store: a.Store}, o...),
	}, nil
}
