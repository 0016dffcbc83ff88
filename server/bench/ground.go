package bench

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"math/rand/v2"
	"net/http"
	"time"

	tabletopv1 "playhouse/gen/playhouse/tabletop/v1"
	"playhouse/gen/playhouse/tabletop/v1/tabletopv1connect"
)

// bigSide is the width and height of a map of a hundred megapixels.
const bigSide = 10_000

// bigMap is a picture that says nothing, as noisy as a drawn map.
func bigMap() ([]byte, error) {
	m := image.NewYCbCr(image.Rect(0, 0, bigSide, bigSide), image.YCbCrSubsampleRatio420)
	for y := range bigSide {
		for x := range bigSide {
			m.Y[y*m.YStride+x] = uint8(100 + (x/37+y/53)%90 + ((x*x*3+y*y*7+x*y)>>3)&15) //nolint:mnd // stone, more or less
		}
	}
	for i := range m.Cb {
		m.Cb[i], m.Cr[i] = 110, 140
	}
	var out bytes.Buffer
	err := jpeg.Encode(&out, m, nil)
	return out.Bytes(), err
}

// ground measures a map of a hundred megapixels: how long the library takes over
// it, and a tile of it for a player who sees a part.
func (b *bencher) ground(ctx context.Context) error {
	file, err := bigMap()
	if err != nil {
		return err
	}
	transport := h2c()
	gm, err := b.guest(ctx, transport, "Mapper")
	if err != nil {
		return err
	}
	client := &http.Client{Transport: bearer{token: gm.token, next: transport}}
	made, err := gm.campaigns.CreateCampaign(ctx, &tabletopv1.CreateCampaignRequest{Name: "Big"})
	if err != nil {
		return err
	}
	campaign := made.GetCampaign().GetId()
	asset, err := b.upload(ctx, client, campaign, file)
	if err != nil {
		return err
	}
	return b.tiles(ctx, client, gm, campaign, asset)
}

func (b *bencher) upload(ctx context.Context, client *http.Client, campaign string, file []byte) (string, error) {
	library := tabletopv1connect.NewLibraryServiceClient(client, b.app.URL)
	r, err := library.CreateUpload(ctx, &tabletopv1.CreateUploadRequest{
		CampaignId: campaign, Name: "big.jpg", Size: int64(len(file)), Kind: tabletopv1.AssetKind_ASSET_KIND_MAP,
	})
	if err != nil {
		return "", err
	}
	u := r.GetUpload()
	for from := 0; from < len(file); from += int(u.GetPartSize()) {
		part := file[from:min(len(file), from+int(u.GetPartSize()))]
		put, err := http.NewRequestWithContext(ctx, http.MethodPut, b.app.URL+u.GetUrl(), bytes.NewReader(part))
		if err != nil {
			return "", err
		}
		put.Header.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, from+len(part)-1, len(file)))
		answer, err := http.DefaultClient.Do(put)
		if err != nil {
			return "", err
		}
		_ = answer.Body.Close()
	}
	began := time.Now()
	done, err := library.CompleteUpload(ctx, &tabletopv1.CompleteUploadRequest{UploadId: u.GetId()})
	if err != nil {
		return "", err
	}
	b.add(Figure{
		Name: "map of 100 megapixels, taken in", Value: ms(time.Since(began)), Unit: "ms",
		Note: fmt.Sprintf("JPEG of %d MB: decoded, written anew, %d levels of tiles, two thumbnails", len(file)>>20, done.GetAsset().GetTileLevels()),
	})
	return done.GetAsset().GetId(), nil
}

// tiles fetches tiles all over the map, as the display sees them: some ground is
// revealed, most is not.
func (b *bencher) tiles(ctx context.Context, client *http.Client, gm *guest, campaign, asset string) error {
	const cells = 100
	scene, err := gm.scenes.CreateScene(ctx, &tabletopv1.CreateSceneRequest{CampaignId: campaign, Name: "Big", Scene: &tabletopv1.Scene{
		Width: cells, Height: cells, NextId: 1, Atmosphere: &tabletopv1.Atmosphere{Fog: true}, Grid: &tabletopv1.Grid{},
		Elements: map[string]*tabletopv1.Element{"m": {Kind: &tabletopv1.Element_Map{Map: &tabletopv1.MapPlacement{
			AssetId: asset, At: &tabletopv1.Point{}, Width: cells, Height: cells,
		}}}},
	}})
	if err != nil {
		return err
	}
	table, err := gm.Create(ctx, &tabletopv1.CreateRequest{CampaignId: campaign, SceneId: scene.GetInfo().GetId()})
	if err != nil {
		return err
	}
	id := table.GetSessionId()
	if _, err := gm.ChangeFog(ctx, &tabletopv1.ChangeFogRequest{
		SessionId: id, Shape: tabletopv1.FogShape_FOG_SHAPE_CIRCLE, Points: []*tabletopv1.Point{{X: cells / 2, Y: cells / 2}, {X: cells / 2, Y: cells / 5}},
	}); err != nil {
		return err
	}
	const last, fetched, across = 5, 200, 20
	chance := rand.New(rand.NewPCG(3, 3)) //nolint:gosec // the same tiles each time
	var took sample
	for range fetched {
		at := fmt.Sprintf("%s/tables/%s/ground/m/%d/%d/%d?display=1", b.app.URL, id, last, chance.IntN(across), chance.IntN(across))
		began := time.Now()
		if err := get(ctx, client, at); err != nil {
			return err
		}
		took = append(took, time.Since(began))
	}
	note := "as a player sees it, masked; one after the other, whether seen, in part, or not at all"
	b.add(Figure{Name: "tile of it p50", Value: took.at(.5), Unit: "ms", Note: note})
	b.add(Figure{Name: "tile of it p99", Value: took.at(.99), Unit: "ms", Note: note})
	return nil
}

func get(ctx context.Context, client *http.Client, address string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return err
	}
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode >= http.StatusMultipleChoices {
		return fmt.Errorf("%s: %s", address, answer.Status)
	}
	_, err = io.Copy(io.Discard, answer.Body)
	return err
}
