package rpc

import (
	"context"
	"strconv"
	"time"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/timestamppb"

	sessionv1 "playhouse/gen/playhouse/session/v1"
	"playhouse/gen/playhouse/session/v1/sessionv1connect"
	"playhouse/server/session"
)

// Lobby is the list of sessions.
type Lobby interface {
	List(ctx context.Context, f session.Filter) (rooms []*sessionv1.Room, next string, err error)
	Delete(ctx context.Context, id session.ID) error
}

// sessions is the SessionService.
type sessions struct {
	runtime *session.Runtime
	lobby   Lobby
}

var _ sessionv1connect.SessionServiceHandler = sessions{}

// Sessions makes the SessionService.
func Sessions(rt *session.Runtime, lobby Lobby, o ...connect.HandlerOption) Service {
	s := sessions{runtime: rt, lobby: lobby}
	path, handler := sessionv1connect.NewSessionServiceHandler(s, append(o, connect.WithInterceptors(connect.UnaryInterceptorFunc(s.admit)))...)
	return Mount(path, handler, map[string]Rule{
		"ListSessions":  {Optional, Read},
		"GetSession":    {Optional, Read},
		"MySessions":    {SignedIn, Read},
		"JoinSession":   {SignedIn, Command},
		"LeaveSession":  {SignedIn, Command},
		"SetReady":      {SignedIn, Command},
		"StartSession":  {SignedIn, Command},
		"TransferHost":  {SignedIn, Command},
		"KickMember":    {SignedIn, Command},
		"AddBot":        {SignedIn, Command},
		"SetVisibility": {SignedIn, Command},
		"CreateInvite":  {SignedIn, Make},
		"DeleteSession": {SignedIn, Command},
		"AddClientSeed": {SignedIn, Command},
		"SendChat":      {SignedIn, Command},
		"ListChat":      {SignedIn, Read},
		"SendSignal":    {SignedIn, Command},
		"GetHistory":    {SignedIn, Read},
		"VerifySession": {SignedIn, Heavy},
		"ForkSession":   {SignedIn, Make},
	})
}

// admit lets nobody at a session that its game's service would not.
func (s sessions) admit(next connect.UnaryFunc) connect.UnaryFunc {
	return func(ctx context.Context, r connect.AnyRequest) (connect.AnyResponse, error) {
		if m, ok := r.Any().(interface{ GetSessionId() string }); ok {
			if err := s.runtime.Admit(ctx, session.ID(m.GetSessionId())); err != nil {
				return nil, err
			}
		}
		return next(ctx, r)
	}
}

const (
	listDefault    = 25
	mineMost       = 100
	chatDefault    = 50
	historyDefault = 100
)

func orDefault(n, fallback int32) int32 {
	if n == 0 {
		return fallback
	}
	return n
}

func (s sessions) ListSessions(ctx context.Context, r *sessionv1.ListSessionsRequest) (*sessionv1.ListSessionsResponse, error) {
	rooms, next, err := s.lobby.List(ctx, session.Filter{
		User: session.CallerFrom(ctx).User, Game: r.GetGame(), Status: r.GetStatus(), Mine: r.GetMine(), Open: r.GetOpen(),
		Text: r.GetText(), Limit: int(orDefault(r.GetPageSize(), listDefault)), PageToken: r.GetPageToken(),
	})
	return &sessionv1.ListSessionsResponse{Sessions: rooms, NextPageToken: next}, err
}

func (s sessions) GetSession(ctx context.Context, r *sessionv1.GetSessionRequest) (*sessionv1.GetSessionResponse, error) {
	room, err := s.runtime.Room(ctx, session.ID(r.GetSessionId()))
	return &sessionv1.GetSessionResponse{Room: room}, err
}

func (s sessions) MySessions(ctx context.Context, _ *sessionv1.MySessionsRequest) (*sessionv1.MySessionsResponse, error) {
	rooms, _, err := s.lobby.List(ctx, session.Filter{User: session.CallerFrom(ctx).User, Mine: true, Unended: true, Limit: mineMost})
	return &sessionv1.MySessionsResponse{Sessions: rooms}, err
}

func (s sessions) JoinSession(ctx context.Context, r *sessionv1.JoinSessionRequest) (*sessionv1.JoinSessionResponse, error) {
	room, err := s.runtime.Join(ctx, session.ID(r.GetSessionId()), session.Ticket{
		Role: r.GetRole(), Seat: session.Seat(r.GetSeat()), Invite: r.GetInvite(), Password: r.GetPassword(),
	})
	return &sessionv1.JoinSessionResponse{Room: room}, err
}

func (s sessions) LeaveSession(ctx context.Context, r *sessionv1.LeaveSessionRequest) (*sessionv1.LeaveSessionResponse, error) {
	room, err := s.runtime.Leave(ctx, session.ID(r.GetSessionId()))
	return &sessionv1.LeaveSessionResponse{Room: room}, err
}

func (s sessions) SetReady(ctx context.Context, r *sessionv1.SetReadyRequest) (*sessionv1.SetReadyResponse, error) {
	room, err := s.runtime.SetReady(ctx, session.ID(r.GetSessionId()), r.GetReady())
	return &sessionv1.SetReadyResponse{Room: room}, err
}

func (s sessions) StartSession(ctx context.Context, r *sessionv1.StartSessionRequest) (*sessionv1.StartSessionResponse, error) {
	room, err := s.runtime.Start(ctx, session.ID(r.GetSessionId()), r)
	return &sessionv1.StartSessionResponse{Room: room}, err
}

func (s sessions) TransferHost(ctx context.Context, r *sessionv1.TransferHostRequest) (*sessionv1.TransferHostResponse, error) {
	room, err := s.runtime.TransferHost(ctx, session.ID(r.GetSessionId()), session.UserID(r.GetUserId()))
	return &sessionv1.TransferHostResponse{Room: room}, err
}

func (s sessions) KickMember(ctx context.Context, r *sessionv1.KickMemberRequest) (*sessionv1.KickMemberResponse, error) {
	room, err := s.runtime.Kick(ctx, session.ID(r.GetSessionId()), session.UserID(r.GetUserId()), session.Seat(r.GetSeat()), r)
	return &sessionv1.KickMemberResponse{Room: room}, err
}

func (s sessions) AddBot(ctx context.Context, r *sessionv1.AddBotRequest) (*sessionv1.AddBotResponse, error) {
	room, err := s.runtime.AddBot(ctx, session.ID(r.GetSessionId()), session.Seat(r.GetSeat()), r)
	return &sessionv1.AddBotResponse{Room: room}, err
}

func (s sessions) SetVisibility(ctx context.Context, r *sessionv1.SetVisibilityRequest) (*sessionv1.SetVisibilityResponse, error) {
	room, err := s.runtime.SetVisibility(ctx, session.ID(r.GetSessionId()), r.GetVisibility(), r.GetPassword())
	return &sessionv1.SetVisibilityResponse{Room: room}, err
}

func (s sessions) CreateInvite(ctx context.Context, r *sessionv1.CreateInviteRequest) (*sessionv1.CreateInviteResponse, error) {
	lifetime := time.Duration(r.GetLifetimeSeconds()) * time.Second
	token, expires, err := s.runtime.CreateInvite(ctx, session.ID(r.GetSessionId()), lifetime)
	return &sessionv1.CreateInviteResponse{Invite: token, ExpiresAt: timestamppb.New(expires)}, err
}

func (s sessions) DeleteSession(ctx context.Context, r *sessionv1.DeleteSessionRequest) (*sessionv1.DeleteSessionResponse, error) {
	id := session.ID(r.GetSessionId())
	if err := s.runtime.MayHost(ctx, id); err != nil {
		return nil, err
	}
	if err := s.lobby.Delete(ctx, id); err != nil {
		return nil, err
	}
	s.runtime.Forget(id)
	return &sessionv1.DeleteSessionResponse{}, nil
}

func (s sessions) AddClientSeed(ctx context.Context, r *sessionv1.AddClientSeedRequest) (*sessionv1.AddClientSeedResponse, error) {
	version, err := s.runtime.AddClientSeed(ctx, session.ID(r.GetSessionId()), r.GetText(), r)
	return &sessionv1.AddClientSeedResponse{Version: version}, err
}

func (s sessions) SendChat(ctx context.Context, r *sessionv1.SendChatRequest) (*sessionv1.SendChatResponse, error) {
	version, err := s.runtime.Chat(ctx, session.ID(r.GetSessionId()), r.GetText(), r)
	return &sessionv1.SendChatResponse{Version: version}, err
}

func (s sessions) ListChat(ctx context.Context, r *sessionv1.ListChatRequest) (*sessionv1.ListChatResponse, error) {
	before, err := versionToken(r.GetPageToken())
	if err != nil {
		return nil, err
	}
	lines, next, err := s.runtime.Chatted(ctx, session.ID(r.GetSessionId()), before, orDefault(r.GetPageSize(), chatDefault))
	return &sessionv1.ListChatResponse{Lines: lines, NextPageToken: tokenOf(next)}, err
}

func (s sessions) SendSignal(ctx context.Context, r *sessionv1.SendSignalRequest) (*sessionv1.SendSignalResponse, error) {
	return &sessionv1.SendSignalResponse{}, s.runtime.Signal(ctx, session.ID(r.GetSessionId()), r.GetKind(), r.GetData())
}

func (s sessions) GetHistory(ctx context.Context, r *sessionv1.GetHistoryRequest) (*sessionv1.GetHistoryResponse, error) {
	after, err := versionToken(r.GetPageToken())
	if err != nil {
		return nil, err
	}
	lines, next, err := s.runtime.History(ctx, session.ID(r.GetSessionId()), after, orDefault(r.GetPageSize(), historyDefault))
	return &sessionv1.GetHistoryResponse{Entries: lines, NextPageToken: tokenOf(next)}, err
}

func (s sessions) VerifySession(ctx context.Context, r *sessionv1.VerifySessionRequest) (*sessionv1.VerifySessionResponse, error) {
	return s.runtime.Verify(ctx, session.ID(r.GetSessionId()))
}

func (s sessions) ForkSession(ctx context.Context, r *sessionv1.ForkSessionRequest) (*sessionv1.ForkSessionResponse, error) {
	id, err := s.runtime.Fork(ctx, session.ID(r.GetSessionId()), r.GetVersion(), r)
	return &sessionv1.ForkSessionResponse{SessionId: string(id)}, err
}

// versionToken reads a page token that is a log position.
func versionToken(token string) (int32, error) {
	if token == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(token, 36, 32)
	if err != nil || n < 0 {
		return 0, session.Invalid("page_token", "use the next_page_token of the page before")
	}
	return int32(n), nil
}

func tokenOf(version int32) string {
	if version == 0 {
		return ""
	}
	return strconv.FormatInt(int64(version), 36)
}
