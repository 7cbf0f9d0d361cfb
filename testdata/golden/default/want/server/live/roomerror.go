package live

import "net/http"

// roomError is a refusal in the room protocol, where HTTP says 200 and code says
// what is wrong. The numbers are those of the hosted RoomService wherever the
// meaning fits: https://cloud.tencent.com/document/product/454/73168
type roomError struct {
	code    int
	message string
}

func (e *roomError) Error() string { return e.message }

func refuseRoom(code int, message string) *roomError { return &roomError{code: code, message: message} }

const (
	codeBadParameter  = 200100
	codeNotJSON       = 200101
	codeNoLogin       = 201001
	codeNoUserSig     = 201002
	codeOtherUser     = 201003
	codeNoRoomID      = 201004
	codeNoCount       = 201005
	codeNoField       = 201007
	codeBadOperation  = 201008
	codeNoValue       = 201009
	codeBadToken      = 202001
	codeOtherApp      = 202005
	codeRateLimited   = 202006
	codeCreateFailed  = 203002
	codeDestroyFailed = 203003
	codeEnterFailed   = 203006
	codeAnchorsFull   = 203007
	codeInfoTooLong   = 203009
	codeNotInRoom     = 203010
	codeNoPushURL     = 204001
	codeNoAnchors     = 204002
	codeLeaveFailed   = 204003
	codeAudienceFull  = 205001
	codeAudienceAdd   = 205002
	codeAudienceList  = 205004
	codeNoHeartbeat   = 206001
	codeCustomFailed  = 207003
	codeUnsupported   = 207005
	codeInternal      = http.StatusInternalServerError
)
