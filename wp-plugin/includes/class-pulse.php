<?php
/**
 * The pulse: a tiny static file whose content changes when something waits in the outbox.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * The sidecar reads this file every few seconds, which costs the store no PHP and no query. Its name cannot be guessed,
 * and its content tells nothing but that it changed.
 */
final class Pulse {

	/**
	 * The plugin's memory.
	 *
	 * @var State
	 */
	private $state;

	public function __construct( State $state ) {
		$this->state = $state;
	}

	/**
	 * Changes the content. One small write; if it fails, the sidecar still asks on its own.
	 */
	public function beat(): void {
		$connection = $this->state->connection();
		if ( $connection && '' !== $connection->pulse_file ) {
			self::put( $connection->pulse_file );
		}
	}

	/**
	 * Makes a new file in the uploads folder; leaves the connection without a pulse when that cannot be written.
	 *
	 * @param Connection $connection Gains the file's path and address.
	 */
	public static function create( Connection $connection ): void {
		$connection->pulse_file = '';
		$connection->pulse_url  = '';

		$uploads = wp_upload_dir( null, false );
		$folder  = $uploads['basedir'] . '/finders-fee';
		$name    = 'pulse-' . bin2hex( random_bytes( 16 ) ) . '.txt';
		if ( $uploads['error'] || ! wp_mkdir_p( $folder ) || ! self::put( "$folder/$name" ) ) {
			return;
		}
		// phpcs:ignore WordPress.WP.AlternativeFunctions, WordPress.PHP.NoSilencedErrors -- an empty page keeps servers from listing the folder.
		@file_put_contents( "$folder/index.html", '' );
		$connection->pulse_file = "$folder/$name";
		$connection->pulse_url  = $uploads['baseurl'] . "/finders-fee/$name";
	}

	/**
	 * Whether the file is where it should be: a moved site has another path, a cleaned one no file.
	 *
	 * @param Connection $connection Whose pulse.
	 */
	public static function is_there( Connection $connection ): bool {
		$uploads = wp_upload_dir( null, false );
		return '' !== $connection->pulse_file
			&& 0 === strpos( $connection->pulse_file, $uploads['basedir'] . '/' )
			&& 0 === strpos( $connection->pulse_url, $uploads['baseurl'] . '/' )
			&& is_file( $connection->pulse_file );
	}

	public static function remove( Connection $connection ): void {
		if ( '' === $connection->pulse_file ) {
			return;
		}
		$folder = dirname( $connection->pulse_file );
		wp_delete_file( $connection->pulse_file );
		if ( array() === glob( "$folder/pulse-*.txt" ) ) {
			wp_delete_file( "$folder/index.html" );
			// phpcs:ignore WordPress.WP.AlternativeFunctions, WordPress.PHP.NoSilencedErrors -- stays if somebody else put files there.
			@rmdir( $folder );
		}
	}

	private static function put( string $file ): bool {
		// phpcs:ignore WordPress.WP.AlternativeFunctions, WordPress.PHP.NoSilencedErrors -- WP_Filesystem may ask for FTP credentials; a buyer's request must not.
		return false !== @file_put_contents( $file, microtime( true ) . ' ' . wp_rand() );
	}
}
