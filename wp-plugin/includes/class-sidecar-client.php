<?php
/**
 * HTTP to the sidecar.
 *
 * @package FindersFee
 */

namespace FindersFee;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Asks the sidecar and gives its answer as it came; whatever is not an answer of the sidecar's is `sidecar_unreachable`.
 */
final class Sidecar_Client {

	/** A page that waits for the sidecar is answered within three seconds, counted from the request's start. */
	const TOTAL_SECONDS   = 2.7;
	const CONNECT_SECONDS = 2;

	/**
	 * One signed request.
	 *
	 * @param Connection                                                                                $connection To whom.
	 * @param string                                                                                    $method     HTTP method.
	 * @param string                                                                                    $path       Path with its query, from `/v1` on.
	 * @param array{user_id?:int,role:string,body?:string,headers?:array<string,string>,seconds?:float} $options    `seconds` is the time for the whole answer.
	 * @return array{status:int,headers:array<string,string>,body:string}|WP_Error
	 */
	public function request( Connection $connection, string $method, string $path, array $options ) {
		$body    = $options['body'] ?? '';
		$token   = Token::sign( $connection, $method, $path, $body, $options['user_id'] ?? get_current_user_id(), $options['role'] );
		$headers = array( 'Authorization' => "Bearer $token" ) + ( $options['headers'] ?? array() );
		return $this->send( $connection->sidecar_url, $method, $path, $headers, $body, $options['seconds'] ?? self::remaining_seconds() );
	}

	/**
	 * The one request without a token: the connection code in the body is its proof.
	 *
	 * @param Connection $connection To whom.
	 * @param string     $body       JSON, as `connectionRequestSchema`.
	 * @param float      $seconds    Time for the whole answer.
	 * @return array{status:int,headers:array<string,string>,body:string}|WP_Error
	 */
	public function introduce( Connection $connection, string $body, float $seconds ) {
		return $this->send( $connection->sidecar_url, 'POST', '/v1/connection', array( 'Content-Type' => 'application/json' ), $body, $seconds );
	}

	/**
	 * For requests-requests.before_request: WordPress has no setting for the time to connect.
	 *
	 * @param string               $url     Address.
	 * @param array<string,string> $headers Headers.
	 * @param mixed                $data    Body.
	 * @param string               $type    Method.
	 * @param array<string,mixed>  $options Options of the Requests library, by reference.
	 */
	public function limit_connecting( &$url, &$headers, &$data, &$type, &$options ): void {
		$options['connect_timeout'] = self::CONNECT_SECONDS;
	}

	/**
	 * Sends and judges.
	 *
	 * @param string               $sidecar_url Address of the sidecar.
	 * @param string               $method      HTTP method.
	 * @param string               $path        Path with its query.
	 * @param array<string,string> $headers     Headers.
	 * @param string               $body        Raw body.
	 * @param float                $seconds     Time for the whole answer.
	 * @return array{status:int,headers:array<string,string>,body:string}|WP_Error
	 */
	private function send( string $sidecar_url, string $method, string $path, array $headers, string $body, float $seconds ) {
		add_action( 'requests-requests.before_request', array( $this, 'limit_connecting' ), 10, 5 );
		$response = wp_remote_request(
			$sidecar_url . $path,
			array(
				'method'      => $method,
				'headers'     => $headers + array( 'Accept' => 'application/json, text/csv' ),
				'body'        => $body,
				'timeout'     => $seconds,
				'redirection' => 0,
			)
		);
		remove_action( 'requests-requests.before_request', array( $this, 'limit_connecting' ) );
		if ( is_wp_error( $response ) ) {
			return self::unreachable( $sidecar_url, $response->get_error_message() );
		}
		$answer = array(
			'status'  => (int) wp_remote_retrieve_response_code( $response ),
			'headers' => array(),
			'body'    => wp_remote_retrieve_body( $response ),
		);
		foreach ( wp_remote_retrieve_headers( $response ) as $name => $value ) {
			$answer['headers'][ strtolower( $name ) ] = is_array( $value ) ? implode( ', ', $value ) : (string) $value;
		}
		return self::is_from_sidecar( $answer ) ? $answer : self::unreachable( $sidecar_url, sprintf( 'HTTP %d, %s', $answer['status'], $answer['headers']['content-type'] ?? '-' ) );
	}

	/**
	 * A proxy's error page, another program on that port or a torn answer is none of the sidecar's.
	 *
	 * @param array{status:int,headers:array<string,string>,body:string} $answer What came.
	 */
	private static function is_from_sidecar( array $answer ): bool {
		$type = $answer['headers']['content-type'] ?? '';
		if ( 0 === strpos( $type, 'application/json' ) ) {
			json_decode( $answer['body'] );
			return JSON_ERROR_NONE === json_last_error();
		}
		return 204 === $answer['status'] || ( 200 === $answer['status'] && 0 === strpos( $type, 'text/csv' ) );
	}

	private static function unreachable( string $sidecar_url, string $reason ): WP_Error {
		/* translators: 1: address of the sidecar, 2: technical reason. */
		$message = __( 'The Finder\'s Fee sidecar at %1$s does not answer (%2$s). Your shop is not affected, and no sale is lost. Start the sidecar; this page catches up by itself.', 'finders-fee' );
		return new WP_Error( 'sidecar_unreachable', sprintf( $message, $sidecar_url, $reason ), array( 'status' => 503 ) );
	}

	private static function remaining_seconds(): float {
		$started = isset( $_SERVER['REQUEST_TIME_FLOAT'] ) ? (float) $_SERVER['REQUEST_TIME_FLOAT'] : microtime( true );
		$spent   = 'cli' === PHP_SAPI ? 0.0 : microtime( true ) - $started;
		return max( 1.0, self::TOTAL_SECONDS - $spent );
	}
}
