package live

import (
	"encoding/binary"
	"time"
)

// roomRef names a TRTC room: by number, or by name when the number is 0.
type roomRef struct {
	number uint32
	name   string
}

// allPrivileges lets a user create, enter, speak, show and share in a room.
const allPrivileges = 255

// privateMapKey is a UserSig that also grants privileges in one TRTC room. Both
// its own life and the one inside the grant end at now + life.
// https://cloud.tencent.com/document/product/647/32240
func (s signer) privateMapKey(userID string, room roomRef, privileges uint32, now time.Time, life time.Duration) string {
	return s.seal(userID, now, life, s.grant(userID, room, privileges, now.Add(life)))
}

// grant lays the privileges out in TRTC's binary form, big-endian.
func (s signer) grant(userID string, room roomRef, privileges uint32, expires time.Time) []byte {
	var kind byte
	if room.number == 0 {
		kind = 1
	}
	const accountType = 0
	b := []byte{kind}
	b = binary.BigEndian.AppendUint16(b, uint16(len(userID)))
	b = append(b, userID...)
	for _, field := range []uint32{s.sdkAppID, room.number, uint32(expires.Unix()), privileges, accountType} {
		b = binary.BigEndian.AppendUint32(b, field)
	}
	if kind == 1 {
		b = binary.BigEndian.AppendUint16(b, uint16(len(room.name)))
		b = append(b, room.name...)
	}
	return b
}
