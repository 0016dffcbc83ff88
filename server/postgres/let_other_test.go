//go:build unix && !linux

package postgres

import "syscall"

func let(*syscall.SysProcAttr) {}
