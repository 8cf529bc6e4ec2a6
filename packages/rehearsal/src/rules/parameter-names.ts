/** Names of parameters that a kind of engine has, for whichever of its versions. */
export interface ParameterNames {
  readonly type: string;
  /** Families, as in `mysql8.0`. */
  readonly family: RegExp;
  readonly names: ReadonlySet<string>;
  readonly source: string;
}

const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((name) => name !== ''));

/**
 * Names that may be set; RDS and ElastiCache refuse one that they do not know, at apply. A version that lacks one is a row of
 * `ENGINE_SUPPORT`. The whole list: `aws rds describe-engine-default-parameters --db-parameter-group-family mysql8.0`.
 */
export const PARAMETER_NAMES: readonly ParameterNames[] = [
  {
    type: 'aws_db_parameter_group',
    family: /^mysql/,
    names: list(`
      autocommit automatic_sp_privileges back_log binlog_cache_size binlog_format binlog_order_commits binlog_row_image
      binlog_row_metadata binlog_row_value_options binlog_stmt_cache_size binlog_transaction_compression
      binlog_transaction_dependency_tracking character_set_client character_set_connection character_set_database
      character_set_filesystem character_set_results character_set_server collation_connection collation_server completion_type
      concurrent_insert connect_timeout cte_max_recursion_depth default_authentication_plugin default_password_lifetime
      default_storage_engine default_week_format div_precision_increment enforce_gtid_consistency eq_range_index_dive_limit
      event_scheduler expire_logs_days explicit_defaults_for_timestamp ft_max_word_len ft_min_word_len ft_query_expansion_limit
      ft_stopword_file general_log group_concat_max_len gtid-mode histogram_generation_max_mem_size host_cache_size init_connect
      innodb_adaptive_flushing innodb_adaptive_hash_index innodb_autoextend_increment innodb_autoinc_lock_mode
      innodb_buffer_pool_dump_at_shutdown innodb_buffer_pool_dump_pct innodb_buffer_pool_instances
      innodb_buffer_pool_load_at_startup innodb_buffer_pool_size innodb_change_buffering innodb_concurrency_tickets
      innodb_deadlock_detect innodb_dedicated_server innodb_default_row_format innodb_file_per_table
      innodb_flush_log_at_timeout innodb_flush_log_at_trx_commit innodb_flush_neighbors innodb_flush_sync innodb_ft_max_token_size
      innodb_ft_min_token_size innodb_io_capacity innodb_io_capacity_max innodb_lock_wait_timeout innodb_log_buffer_size
      innodb_log_file_size innodb_log_files_in_group innodb_lru_scan_depth innodb_max_dirty_pages_pct
      innodb_max_dirty_pages_pct_lwm innodb_max_purge_lag innodb_monitor_enable innodb_old_blocks_time innodb_online_alter_log_max_size
      innodb_open_files innodb_page_cleaners innodb_print_all_deadlocks innodb_purge_batch_size innodb_purge_threads
      innodb_read_ahead_threshold innodb_read_io_threads innodb_redo_log_capacity innodb_rollback_on_timeout innodb_sort_buffer_size
      innodb_spin_wait_delay innodb_stats_auto_recalc innodb_stats_on_metadata innodb_stats_persistent
      innodb_stats_persistent_sample_pages innodb_status_output innodb_strict_mode innodb_sync_array_size innodb_sync_spin_loops
      innodb_thread_concurrency innodb_write_io_threads interactive_timeout internal_tmp_mem_storage_engine join_buffer_size
      local_infile lock_wait_timeout log_bin_trust_function_creators log_bin_use_v1_row_events log_error_suppression_list
      log_error_verbosity log_output log_queries_not_using_indexes log_slave_updates log_slow_admin_statements log_slow_extra
      log_throttle_queries_not_using_indexes long_query_time low_priority_updates lower_case_table_names max_allowed_packet
      max_binlog_size max_connect_errors max_connections max_error_count max_execution_time max_heap_table_size max_join_size
      max_length_for_sort_data max_points_in_geometry max_prepared_stmt_count max_seeks_for_key max_sort_length
      max_sp_recursion_depth max_user_connections max_write_lock_count min_examined_row_limit myisam_sort_buffer_size
      net_buffer_length net_read_timeout net_retry_count net_write_timeout optimizer_prune_level optimizer_search_depth
      optimizer_switch optimizer_trace parser_max_mem_size password_history password_reuse_interval performance_schema
      preload_buffer_size query_alloc_block_size query_cache_size query_cache_type query_prealloc_size range_alloc_block_size
      range_optimizer_max_mem_size rds.force_ssl read_buffer_size read_only read_rnd_buffer_size relay_log_recovery
      replica_exec_mode replica_parallel_type replica_parallel_workers replica_preserve_commit_order replica_transaction_retries
      require_secure_transport schema_definition_cache session_track_gtids session_track_schema show_compatibility_56
      skip_name_resolve skip-slave-start slave_exec_mode slave_parallel_type slave_parallel_workers slave_preserve_commit_order
      slow_launch_time slow_query_log sort_buffer_size source_verify_checksum sql_generate_invisible_primary_key sql_mode
      sql_require_primary_key stored_program_definition_cache sync_binlog sync_master_info sync_relay_log sync_relay_log_info
      sync_source_info sysdate-is-now table_definition_cache table_open_cache table_open_cache_instances
      temptable_max_mmap temptable_max_ram thread_cache_size thread_stack time_zone tls_version tmp_table_size
      transaction_alloc_block_size transaction_isolation transaction_prealloc_size tx_isolation updatable_views_with_limit
      validate_password.check_user_name validate_password.length validate_password.mixed_case_count
      validate_password.number_count validate_password.policy validate_password.special_char_count wait_timeout
      windowing_use_high_precision`),
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.MySQL.Parameters.html',
  },
  {
    type: 'aws_elasticache_parameter_group',
    family: /^(redis|valkey)/,
    names: list(`
      acllog-max-len active-defrag-cycle-max active-defrag-cycle-min active-defrag-ignore-bytes active-defrag-max-scan-fields
      active-defrag-threshold-lower active-defrag-threshold-upper active-expire-effort activedefrag activerehashing appendfsync
      appendonly client-output-buffer-limit-normal-hard-limit client-output-buffer-limit-normal-soft-limit
      client-output-buffer-limit-normal-soft-seconds client-output-buffer-limit-pubsub-hard-limit
      client-output-buffer-limit-pubsub-soft-limit client-output-buffer-limit-pubsub-soft-seconds
      client-output-buffer-limit-replica-soft-seconds close-on-replica-write close-on-slave-write cluster-allow-pubsubshard-when-down
      cluster-allow-reads-when-down cluster-enabled databases hash-max-listpack-entries hash-max-listpack-value
      hash-max-ziplist-entries hash-max-ziplist-value hll-sparse-max-bytes latency-tracking lazyfree-lazy-eviction
      lazyfree-lazy-expire lazyfree-lazy-server-del lazyfree-lazy-user-del lfu-decay-time lfu-log-factor list-compress-depth
      list-max-listpack-size list-max-ziplist-size lua-time-limit maxmemory-clients maxmemory-policy maxmemory-samples
      min-replicas-max-lag min-replicas-to-write min-slaves-max-lag min-slaves-to-write notify-keyspace-events
      proto-max-bulk-len rename-commands repl-backlog-size repl-backlog-ttl repl-timeout replica-allow-chaining
      replica-lazy-flush reserved-memory reserved-memory-percent set-max-intset-entries set-max-listpack-entries
      slave-allow-chaining slowlog-log-slower-than slowlog-max-len stream-node-max-bytes stream-node-max-entries tcp-keepalive
      timeout tracking-table-max-keys zset-max-listpack-entries zset-max-listpack-value zset-max-ziplist-entries
      zset-max-ziplist-value`),
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html',
  },
];
