package postgres

import "strconv"

// settings are the postmaster's arguments for a major version.
func settings(major int, socket string) []string {
	values := [][2]string{
		// A socket in a directory of our own, and no network at all.
		{"listen_addresses", ""},
		{"unix_socket_directories", socket},
		{"unix_socket_permissions", "0700"},
		{"port", port},
		{"max_connections", strconv.Itoa(maxConnections)},
		// A commit that was answered is on disk.
		{"fsync", "on"},
		{"full_page_writes", "on"},
		{"synchronous_commit", "on"},
		// One small commit after the other: the writer above batches already, so
		// waiting for more would only cost time.
		{"commit_delay", "0"},
		{"wal_compression", "off"},
		{"wal_level", "minimal"},
		{"max_wal_senders", "0"},
		{"min_wal_size", "64MB"},
		{"max_wal_size", "512MB"},
		{"checkpoint_timeout", "15min"},
		{"checkpoint_completion_target", "0.9"},
		// Small memory, few processes.
		{"shared_buffers", "64MB"},
		{"effective_cache_size", "256MB"},
		{"maintenance_work_mem", "32MB"},
		{"huge_pages", "off"},
		{"max_worker_processes", "2"},
		{"max_parallel_workers", "0"},
		{"max_parallel_workers_per_gather", "0"},
		{"max_logical_replication_workers", "0"},
		{"autovacuum_max_workers", "2"},
		// Compiling short queries costs more than running them.
		{"jit", "off"},
		{"timezone", "UTC"},
		{"log_timezone", "UTC"},
		// The log is read line by line. It quotes neither statements nor values:
		// they may hold what players keep secret.
		{"logging_collector", "off"},
		{"log_destination", "stderr"},
		{"log_line_prefix", ""},
		{"log_checkpoints", "off"},
		{"log_error_verbosity", "terse"},
		{"log_min_error_statement", "panic"},
		{"lc_messages", "C"},
		{"cluster_name", "playhouse"},
	}
	if major >= firstWithIOMethod {
		// Its reads in advance by three processes more are for large scans.
		values = append(values, [2]string{"io_method", "sync"})
	}
	args := make([]string, 0, 2*len(values))
	for _, v := range values {
		args = append(args, "-c", v[0]+"="+v[1])
	}
	return args
}

const (
	maxConnections    = 60
	firstWithIOMethod = 18
	// oldest is the oldest major version that Playhouse's SQL is meant for.
	oldest = 14
)
