package postgres

import "syscall"

// let takes back that a process ends with the thread that started it.
func let(attr *syscall.SysProcAttr) { attr.Pdeathsig = 0 }
