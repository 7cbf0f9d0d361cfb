package live

import (
	"encoding/json"
	"maps"
	"time"
)

// customChange is one set_custom_field.
type customChange struct {
	field, operation string
	value            any // any JSON; a number for inc and dec, 1 when absent
}

// setCustom changes a custom field for a member of the room and returns all of
// them as JSON.
func (g *registry) setCustom(id, userID string, change customChange, now time.Time) (text string, err error) {
	err = g.with(id, now, codeCustomFailed, func(r *room) error {
		if !r.member(userID) {
			return refuseRoom(codeNotInRoom, "only those in the room may change its custom fields")
		}
		value, err := change.apply(r.custom[change.field])
		if err != nil {
			return err
		}
		custom := maps.Clone(r.custom)
		custom[change.field] = value
		if encoded, err := json.Marshal(custom); err != nil || len(encoded) > maxCustom {
			return refuseRoom(codeCustomFailed, "the custom fields of a room take 4096 bytes at most")
		}
		r.custom = custom
		text = r.customText()
		return nil
	})
	return text, err
}

// apply returns what the field holds afterwards.
func (c customChange) apply(before any) (any, error) {
	if c.operation == "set" {
		return c.value, nil
	}
	was, isNumber := before.(float64)
	by, given := c.value.(float64)
	if before != nil && !isNumber || c.value != nil && !given {
		return nil, refuseRoom(codeBadParameter, "inc and dec need numbers")
	}
	if c.value == nil {
		by = 1
	}
	if c.operation == "dec" {
		by = -by
	}
	return was + by, nil
}
